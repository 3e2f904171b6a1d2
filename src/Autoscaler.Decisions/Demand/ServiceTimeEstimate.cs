namespace Autoscaler.Decisions.Demand;

/// <summary>
/// How long a request is served, by Little's law (requests in service = completions a second × service time), also while requests queue: what arrived and did not add to
/// concurrency was completed. Both sides are smoothed before they are divided, so that a noisy quiet minute weighs little.
/// </summary>
/// <param name="InService">Requests in service, smoothed.</param>
/// <param name="CompletionsPerSecond">Completions a second, smoothed.</param>
/// <param name="SampleCount">Samples learnt from.</param>
public readonly record struct ServiceTimeEstimate(double InService, double CompletionsPerSecond, int SampleCount)
{
    // A sample's weight in the long run: half of the estimate is younger than about 7 samples. The first ones weigh alike.
    private const double LeastWeight = 0.1;

    /// <summary>Mean seconds in service; null before the first usable sample.</summary>
    public double? Seconds => SampleCount > 0 && CompletionsPerSecond > 0 ? InService / CompletionsPerSecond : null;

    /// <summary>The estimate after one more sample.</summary>
    /// <param name="inService">Mean requests in service.</param>
    /// <param name="completionsPerSecond">Mean completions, 0 or more.</param>
    public ServiceTimeEstimate With(double inService, double completionsPerSecond)
    {
        var count = Math.Min(SampleCount, (int)(1 / LeastWeight)) + 1;
        var weight = Math.Max(LeastWeight, 1.0 / count);
        return new ServiceTimeEstimate(
            InService + (weight * (inService - InService)),
            CompletionsPerSecond + (weight * (completionsPerSecond - CompletionsPerSecond)),
            count);
    }
}
