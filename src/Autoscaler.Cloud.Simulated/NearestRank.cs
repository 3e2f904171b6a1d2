namespace Autoscaler.Cloud.Simulated;

/// <summary>Percentiles by nearest rank: the smallest value that at least a given share of the values does not exceed.</summary>
public static class NearestRank
{
    /// <summary>A percentile.</summary>
    /// <param name="sorted">The values, ascending; at least one.</param>
    /// <param name="ratio">The share, 0 to 1.</param>
    public static T Of<T>(T[] sorted, double ratio)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        return sorted[Math.Max(0, (int)Math.Ceiling(ratio * sorted.Length) - 1)];
    }
}
