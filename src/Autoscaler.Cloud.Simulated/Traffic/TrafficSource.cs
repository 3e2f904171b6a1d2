namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>The requests that a component is sent.</summary>
public abstract record TrafficSource
{
    private TrafficSource()
    {
    }

    /// <summary>Single requests, each served by one copy, the others waiting in one queue.</summary>
    /// <param name="StartsAt">What the requests' times count from, UTC; not before it is registered.</param>
    /// <param name="Trace">The requests, by time.</param>
    /// <param name="ServiceTime">How long a copy takes for one.</param>
    public sealed record Requests(DateTimeOffset StartsAt, ImmutableArray<TraceRequest> Trace, TokenServiceTime ServiceTime) : TrafficSource;

    /// <summary>A rate in steps, served as a fluid: no single requests, so a long trace costs only its steps.</summary>
    /// <param name="StartsAt">What the steps' times count from, UTC; not before it is registered.</param>
    /// <param name="Steps">The steps, by time; each holds until the next, the last for ever. Before the first the rate is 0.</param>
    /// <param name="MeanServiceTime">Mean time in service of one request, above 0.</param>
    public sealed record Rates(DateTimeOffset StartsAt, ImmutableArray<RateStep> Steps, TimeSpan MeanServiceTime) : TrafficSource;
}

/// <summary>One request of a trace.</summary>
/// <param name="At">When it arrives, after the start of the trace; 0 s or more.</param>
/// <param name="ContextTokens">Tokens of its prompt, 0 or more.</param>
/// <param name="GeneratedTokens">Tokens of its answer, 0 or more.</param>
public readonly record struct TraceRequest(TimeSpan At, int ContextTokens, int GeneratedTokens);

/// <summary>A rate of requests from a time on.</summary>
/// <param name="At">From when, after the start of the trace; 0 s or more.</param>
/// <param name="RequestsPerSecond">Finite, 0 or more.</param>
public readonly record struct RateStep(TimeSpan At, double RequestsPerSecond);
