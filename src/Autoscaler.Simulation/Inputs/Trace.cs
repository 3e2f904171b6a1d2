namespace Autoscaler.Simulation.Inputs;

/// <summary>Recorded traffic: single requests, or rates over time.</summary>
public abstract record Trace
{
    private protected Trace(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>From the first arrival to the last, or from the first step to the end of the last one; 0 s or more.</summary>
    public abstract TimeSpan Duration { get; }

    /// <summary>The largest arrival rate, in requests a second, that holds for a minute (for a shorter trace: on average), or for one step.</summary>
    public abstract double PeakRequestsPerSecond { get; }
}

/// <summary>Single requests with their sizes.</summary>
public sealed record RequestTrace : Trace
{
    private static readonly TimeSpan PeakWindow = TimeSpan.FromMinutes(1);

    /// <summary>From requests in the order of their arrival.</summary>
    /// <exception cref="ArgumentException">There is no request, or one arrives before the one ahead of it.</exception>
    public RequestTrace(string name, ImmutableArray<TraceRequest> requests)
        : base(name)
    {
        if (requests.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"Trace '{name}': expected 1 request or more; found none.", nameof(requests));
        }

        for (var i = 1; i < requests.Length; i++)
        {
            if (requests[i].At < requests[i - 1].At)
            {
                throw new ArgumentException(
                    $"Trace '{name}': expected arrivals in order; request {i} arrives before the one ahead of it.", nameof(requests));
            }
        }

        Requests = requests;
    }

    /// <summary>The requests in the order of their arrival, 1 or more.</summary>
    public ImmutableArray<TraceRequest> Requests { get; }

    /// <inheritdoc/>
    public override TimeSpan Duration => Requests[^1].At;

    /// <inheritdoc/>
    public override double PeakRequestsPerSecond
    {
        get
        {
            var most = 0;
            var first = 0;
            for (var last = 0; last < Requests.Length; last++)
            {
                while (Requests[last].At - Requests[first].At >= PeakWindow)
                {
                    first++;
                }

                most = Math.Max(most, last - first + 1);
            }

            // A trace of a few requests within a second says nothing about a rate higher than their number a second.
            return most / Math.Clamp(Duration.TotalSeconds, 1, PeakWindow.TotalSeconds);
        }
    }
}

/// <summary>Rates over time, in steps.</summary>
public sealed record RateTrace : Trace
{
    /// <summary>From steps in the order of their start.</summary>
    /// <exception cref="ArgumentException">There are fewer than two steps, one does not begin after the one ahead of it, or has no finite rate of 0
    /// or more.</exception>
    public RateTrace(string name, ImmutableArray<RateStep> steps)
        : base(name)
    {
        if (steps.IsDefault || steps.Length < 2)
        {
            throw new ArgumentException($"Trace '{name}': expected 2 steps or more, so that a step has a length.", nameof(steps));
        }

        for (var i = 0; i < steps.Length; i++)
        {
            if (i > 0 && steps[i].At <= steps[i - 1].At)
            {
                throw new ArgumentException(
                    $"Trace '{name}': expected steps in order; step {i} does not begin after the one ahead of it.", nameof(steps));
            }

            if (!double.IsFinite(steps[i].RequestsPerSecond) || steps[i].RequestsPerSecond < 0)
            {
                throw new ArgumentException(
                    $"Trace '{name}': expected finite rates, 0 or more; found {steps[i].RequestsPerSecond} in step {i}.", nameof(steps));
            }
        }

        Steps = steps;
    }

    /// <summary>The steps in the order of their start, 2 or more; the last one is as long as the one ahead of it.</summary>
    public ImmutableArray<RateStep> Steps { get; }

    /// <inheritdoc/>
    public override TimeSpan Duration => Steps[^1].At + (Steps[^1].At - Steps[^2].At);

    /// <inheritdoc/>
    public override double PeakRequestsPerSecond => Steps.Max(step => step.RequestsPerSecond);
}
