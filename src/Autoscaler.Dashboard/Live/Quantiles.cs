namespace Autoscaler.Dashboard.Live;

/// <summary>Nearest-rank quantiles.</summary>
internal static class Quantiles
{
    /// <summary>The quantile of sorted times; null where there are none.</summary>
    public static TimeSpan? Of(List<TimeSpan> sorted, double ratio) => sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(ratio * sorted.Count) - 1)];
}
