namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>Times to the first token, from arrival, waiting for a copy included; exact, of the requests answered so far.</summary>
/// <param name="Answered">Requests answered.</param>
/// <param name="Within">Those within the component's objective.</param>
/// <param name="WithinRatio">Those ÷ all that arrived: a request not answered yet, or lost, counts as a miss. 1 where none arrived.</param>
/// <param name="P50">Median; null where none was answered.</param>
/// <param name="P95">95th percentile; null where none was answered.</param>
/// <param name="P99">99th percentile; null where none was answered.</param>
/// <param name="Max">The longest; null where none was answered.</param>
public sealed record TtftReading(long Answered, long Within, double WithinRatio, TimeSpan? P50, TimeSpan? P95, TimeSpan? P99, TimeSpan? Max)
{
    internal static TtftReading Of(IReadOnlyList<double> seconds, TimeSpan objective, long arrived)
    {
        var sorted = seconds.ToArray();
        Array.Sort(sorted);
        var within = sorted.LongCount(value => value <= objective.TotalSeconds);
        return new TtftReading(
            sorted.Length,
            within,
            arrived == 0 ? 1 : (double)within / arrived,
            At(sorted, 0.5),
            At(sorted, 0.95),
            At(sorted, 0.99),
            At(sorted, 1));
    }

    private static TimeSpan? At(double[] sorted, double ratio) =>
        sorted.Length == 0 ? null : TimeSpan.FromSeconds(NearestRank.Of(sorted, ratio));
}
