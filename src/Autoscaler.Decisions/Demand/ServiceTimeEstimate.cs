namespace Autoscaler.Decisions.Demand;

/// <summary>
/// How long a request is served, by Little's law (concurrency = arrival rate × service time), from samples during which nothing can have queued. Both sides are
/// smoothed before they are divided, so that a noisy quiet minute weighs little.
/// </summary>
/// <param name="Concurrency">Smoothed concurrency.</param>
/// <param name="ArrivalsPerSecond">Smoothed arrival rate.</param>
public readonly record struct ServiceTimeEstimate(double Concurrency, double ArrivalsPerSecond)
{
    // A sample's weight: half of the estimate is younger than about 7 samples.
    private const double SampleWeight = 0.1;

    // Below this use of the ready copies' room no request waits, also not for a moment within a period.
    private const double UnqueuedRatio = 0.8;

    /// <summary>Mean seconds in service; null before the first usable sample.</summary>
    public double? Seconds => ArrivalsPerSecond > 0 ? Concurrency / ArrivalsPerSecond : null;

    /// <summary>The estimate after one more sample.</summary>
    /// <param name="concurrency">Mean concurrency of the sample.</param>
    /// <param name="arrivalsPerSecond">Mean arrival rate of the sample.</param>
    /// <param name="room">Requests that the ready copies can serve at once.</param>
    public ServiceTimeEstimate With(double concurrency, double arrivalsPerSecond, double room)
    {
        if (arrivalsPerSecond <= 0 || concurrency <= 0 || concurrency > UnqueuedRatio * room)
        {
            return this;
        }

        return ArrivalsPerSecond <= 0
            ? new ServiceTimeEstimate(concurrency, arrivalsPerSecond)
            : new ServiceTimeEstimate(
                Concurrency + (SampleWeight * (concurrency - Concurrency)),
                ArrivalsPerSecond + (SampleWeight * (arrivalsPerSecond - ArrivalsPerSecond)));
    }
}
