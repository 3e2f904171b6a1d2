namespace Autoscaler.Decisions.Startup.Calibration;

internal static class Quantiles
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToImmutableArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The 10th and 90th percentile at the positions p(n + 1): below nine values they are the extremes.</summary>
    public static SpreadRatio Spread(IEnumerable<double> ratios)
    {
        var sorted = ratios.Order().ToImmutableArray();
        return new(Math.Min(1, At(0.1)), Math.Max(1, At(0.9)));

        double At(double quantile)
        {
            var position = Math.Clamp((quantile * (sorted.Length + 1)) - 1, 0, sorted.Length - 1);
            var below = (int)position;
            var above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
        }
    }
}
