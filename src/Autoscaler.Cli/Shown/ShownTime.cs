using System.Globalization;

namespace Autoscaler.Cli.Shown;

/// <summary>Times as people read them.</summary>
internal static class ShownTime
{
    /// <summary>A time in UTC, as <c>2026-11-27 08:15:02Z</c>; a dash where there is none.</summary>
    public static string Of(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? Cell.Nothing;

    /// <summary>How long it took, as <c>45s</c>, <c>4m18s</c>, <c>3h12m</c>, <c>5d3h</c>: the two largest units.</summary>
    public static string Of(TimeSpan duration)
    {
        var seconds = (long)Math.Round(Math.Max(0, duration.TotalSeconds));
        return seconds switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
            < 3_600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}m{seconds % 60}s"),
            < 86_400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600}h{seconds / 60 % 60}m"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400}d{seconds / 3_600 % 24}h"),
        };
    }
}
