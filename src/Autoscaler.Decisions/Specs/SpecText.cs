using System.Globalization;

namespace Autoscaler.Decisions.Specs;

/// <summary>Values as the messages about a spec write them, with their units.</summary>
internal static class SpecText
{
    private const int MaxQuotedLength = 80;

    private static readonly (TimeSpan Length, string Unit)[] Units =
        [(TimeSpan.FromHours(1), "h"), (TimeSpan.FromMinutes(1), "min"), (TimeSpan.FromSeconds(1), "s")];

    /// <summary>In the largest unit of which it is a whole number, otherwise in seconds; 90 s stays 90 s.</summary>
    public static string Of(TimeSpan duration)
    {
        foreach (var (length, unit) in Units)
        {
            if (duration != TimeSpan.Zero && duration.Ticks % length.Ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / length.Ticks} {unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds} s");
    }

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Of(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>In digits, groups of three apart.</summary>
    public static string Of(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>In quotes and cut where long; null and empty text are "nothing".</summary>
    public static string Of(string? text) => text switch
    {
        null or "" => "nothing",
        { Length: > MaxQuotedLength } => $"'{text[..MaxQuotedLength]}…'",
        _ => $"'{text}'",
    };
}
