using System.Globalization;
using Autoscaler.Contracts.Slots;
using Autoscaler.Cli.Conventions;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cli.Shown;

/// <summary>Values as cells of tables show them.</summary>
internal static class Cell
{
    public const string Nothing = "-";

    /// <summary>A text that came from elsewhere, as part of one line and nothing else: no line ends, and nothing that moves a terminal's cursor.</summary>
    public static string OneLine(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(static character => char.IsControl(character) ? ' ' : character)) : text;

    public static string Of(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Of(double? value) => value?.ToString("#,0.#", CultureInfo.InvariantCulture) ?? Nothing;

    public static string Of(UsdPerHour price) => price.Value.ToString("$#,0.00", CultureInfo.InvariantCulture);

    public static string OfUsd(decimal amount) => amount.ToString("$#,0.00", CultureInfo.InvariantCulture);

    public static string Of(ByteCount size) => size.ToString();

    public static string Of<T>(T word)
        where T : struct, Enum => CaseName.Of(word);

    /// <summary>A digest short enough for a table: what tells it from others.</summary>
    public static string Of(ImageDigest digest)
    {
        const string Prefix = "sha256:";
        const int Shown = 12;
        var text = digest.Value;
        return text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length > Prefix.Length + Shown ? text.Substring(Prefix.Length, Shown) : text;
    }

    /// <summary>Where the images of an instance came from.</summary>
    public static string Of(ImmutableArray<ImageSource> images) =>
        images.IsEmpty ? Nothing : string.Join(", ", images.Select(static image => MechanismNames.NameOf(image.Mechanism)).Distinct());
}
