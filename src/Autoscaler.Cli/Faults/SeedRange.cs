using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Faults;

/// <summary>The seeds to run.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
internal sealed record SeedRange(ulong First, int Count)
{
    private const int Usual = 100;
    private const int MaxCount = 1_000_000;
    private const ulong MaxSeed = 1_000_000_000_000;

    /// <summary>The last.</summary>
    public ulong Last => First + (ulong)(Count - 1);

    /// <summary>Reads a count or a range.</summary>
    /// <param name="text">As <c>1000</c> or <c>1..1000</c>; null for the usual number.</param>
    /// <param name="range">The seeds.</param>
    /// <param name="error">Why not.</param>
    public static bool TryRead(string? text, [NotNullWhen(true)] out SeedRange? range, [NotNullWhen(false)] out OptionError? error)
    {
        range = text is null ? new SeedRange(1, Usual) : Parse(text);
        error = range is null
            ? new OptionError("--seeds", $"how many seeds, 1 to {MaxCount:#,0}, or the first and the last of so many, as 7..7 or 1..1000, each 1 to {MaxSeed:#,0}", text)
            : null;
        return error is null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}..{Last}");

    private static SeedRange? Parse(string text)
    {
        var parts = text.Split("..");
        var (from, to) = parts.Length switch
        {
            1 => ("1", parts[0]),
            2 => (parts[0], parts[1]),
            _ => ("", ""),
        };
        return Number(from) is { } first && Number(to) is { } last && first <= last && last - first < MaxCount ? new SeedRange(first, (int)(last - first + 1)) : null;
    }

    private static ulong? Number(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxSeed ? number : null;
}
