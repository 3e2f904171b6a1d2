using System.Buffers;
using System.Globalization;

namespace Autoscaler.Documents;

/// <summary>Durations as documents write them: one or more numbers with their units, as <c>90s</c>, <c>5m</c>, <c>1h30m</c> or <c>500ms</c>.</summary>
public static class DurationText
{
    /// <summary>What a message says of the syntax.</summary>
    public const string Rule = "a duration with its unit, as 90s, 5m, 1h30m or 500ms";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private const decimal MaxSeconds = (decimal)long.MaxValue / TimeSpan.TicksPerSecond;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The duration, or null where the text is none: no unit, an unknown one, a sign, spaces, or more than a time span holds.</summary>
    public static TimeSpan? Parse(ReadOnlySpan<char> text)
    {
        var seconds = 0m;
        var rest = text;
        do
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            {
                return null;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAnyInRange('0', '9');
            var unit = letters < 0 ? rest : rest[..letters];
            if (amount > MaxSeconds || UnitSeconds(unit) is not { } unitSeconds)
            {
                return null;
            }

            seconds += amount * unitSeconds;
            rest = rest[unit.Length..];
        }
        while (rest.Length > 0 && seconds <= MaxSeconds);

        return seconds <= MaxSeconds ? new TimeSpan((long)(seconds * TimeSpan.TicksPerSecond)) : null;
    }

    /// <summary>
    /// The text that reads back as the same duration: in the largest units, but below two minutes in seconds (<c>90s</c>) where these are no whole minutes, and below a
    /// second in milliseconds.
    /// </summary>
    /// <param name="duration">0 s or more.</param>
    public static string Of(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        if (duration > TimeSpan.Zero && duration < Second)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{(decimal)duration.Ticks / TimeSpan.TicksPerMillisecond}ms");
        }

        var inSeconds = duration == TimeSpan.Zero || (duration < 2 * Minute && duration.Ticks % Minute.Ticks != 0);
        var minutes = inSeconds ? 0 : duration.Ticks / TimeSpan.TicksPerMinute;
        var seconds = (decimal)(duration.Ticks - (minutes * TimeSpan.TicksPerMinute)) / TimeSpan.TicksPerSecond;
        return Part(minutes / 60, "h") + Part(minutes % 60, "m") + (inSeconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds}s") : Part(seconds, "s"));
    }

    private static string Part(decimal amount, string unit) => amount == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{amount}{unit}");

    private static decimal? UnitSeconds(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 0.001m,
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        _ => null,
    };
}
