using System.Globalization;

namespace Autoscaler.Cli.Shown;

/// <summary>Times as people read them.</summary>
internal static class ShownTime
{
    /// <summary>A time in UTC, as <c>2026-11-27 08:15:02Z</c>; a dash where there is none.</summary>
    public static string Of(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? Cell.Nothing;
}
