namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>How a component's traffic meets its copies. Copies are known by their numbers.</summary>
internal interface IServiceModel
{
    /// <summary>What became of the requests so far.</summary>
    TrafficTotals Totals { get; }

    /// <summary>Requests waiting, integrated over time, in request-seconds.</summary>
    double QueuedSeconds { get; }

    /// <summary>Times to the first token of the requests answered, in seconds, in the order of their ends; null where requests are not told apart.</summary>
    IReadOnlyList<double>? TtftSeconds { get; }

    /// <summary>Integrates up to now. Every other call needs it first.</summary>
    void Advance(DateTimeOffset now);

    /// <summary>Routes requests to a copy.</summary>
    void Add(long copy, double maxConcurrency);

    /// <summary>Routes no more requests to a copy, which leaves the model with its last one.</summary>
    /// <returns>Whether it had none, and has left.</returns>
    bool Drain(long copy);

    /// <summary>Routes requests to a draining copy again.</summary>
    void Undrain(long copy);

    /// <summary>Takes a copy away at once; what it served goes back to the head of the queue.</summary>
    void Cut(long copy);

    /// <summary>Ends the arrivals; what is there is still served.</summary>
    void EndArrivals();

    /// <summary>Concurrency and arrivals since the last call.</summary>
    PeriodLoad TakePeriod();
}

/// <summary>What a stretch of time saw.</summary>
/// <param name="ConcurrencySeconds">Requests in flight and queued, integrated over time.</param>
/// <param name="Arrivals">Requests that came.</param>
internal readonly record struct PeriodLoad(double ConcurrencySeconds, double Arrivals);
