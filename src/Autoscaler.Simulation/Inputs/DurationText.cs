using System.Buffers;
using System.Globalization;

namespace Autoscaler.Simulation.Inputs;

/// <summary>Durations as files write them: one or more numbers with their units, as <c>90s</c>, <c>5m</c>, <c>1h30m</c> or <c>500ms</c>.</summary>
internal static class DurationText
{
    /// <summary>What a message says of the syntax.</summary>
    public const string Rule = "a duration with its unit, as 90s, 5m, 1h30m or 500ms";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private const decimal MaxSeconds = 1_000_000_000;

    /// <summary>The duration, or null where the text is none: no unit, an unknown one, a sign, spaces, or more than 30 years.</summary>
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

    private static decimal? UnitSeconds(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 0.001m,
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        _ => null,
    };
}
