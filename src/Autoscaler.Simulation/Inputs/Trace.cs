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

    /// <summary>From the first arrival to the last, or from the first step to the end of the last one, in seconds; 0 or more.</summary>
    public abstract double DurationSeconds { get; }

    /// <summary>The largest arrival rate, in requests a second, that holds for a minute (for a shorter trace: on average), or for one step.</summary>
    public abstract double PeakRequestsPerSecond { get; }
}

/// <summary>Single requests with their sizes.</summary>
public sealed record RequestTrace : Trace
{
    private const double PeakWindowSeconds = 60;

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
            if (requests[i].ArrivalSeconds < requests[i - 1].ArrivalSeconds)
            {
                throw new ArgumentException($"Trace '{name}': expected arrivals in order; request {i} arrives before the one ahead of it.", nameof(requests));
            }
        }

        Requests = requests;
    }

    /// <summary>The requests in the order of their arrival, 1 or more.</summary>
    public ImmutableArray<TraceRequest> Requests { get; }

    /// <inheritdoc/>
    public override double DurationSeconds => Requests[^1].ArrivalSeconds;

    /// <inheritdoc/>
    public override double PeakRequestsPerSecond
    {
        get
        {
            var most = 0;
            var first = 0;
            for (var last = 0; last < Requests.Length; last++)
            {
                while (Requests[last].ArrivalSeconds - Requests[first].ArrivalSeconds >= PeakWindowSeconds)
                {
                    first++;
                }

                most = Math.Max(most, last - first + 1);
            }

            // A trace of a few requests within a second says nothing about a rate higher than their number a second.
            return most / Math.Clamp(DurationSeconds, 1, PeakWindowSeconds);
        }
    }
}

/// <summary>Rates over time, in steps.</summary>
public sealed record RateTrace : Trace
{
    /// <summary>From steps in the order of their start.</summary>
    /// <exception cref="ArgumentException">There are fewer than two steps, or one does not begin after the one ahead of it.</exception>
    public RateTrace(string name, ImmutableArray<RatePoint> points)
        : base(name)
    {
        if (points.IsDefault || points.Length < 2)
        {
            throw new ArgumentException($"Trace '{name}': expected 2 steps or more, so that a step has a length.", nameof(points));
        }

        for (var i = 1; i < points.Length; i++)
        {
            if (!(points[i].StartSeconds > points[i - 1].StartSeconds))
            {
                throw new ArgumentException($"Trace '{name}': expected steps in order; step {i} does not begin after the one ahead of it.", nameof(points));
            }
        }

        Points = points;
    }

    /// <summary>The steps in the order of their start, 2 or more; the last one is as long as the one ahead of it.</summary>
    public ImmutableArray<RatePoint> Points { get; }

    /// <inheritdoc/>
    public override double DurationSeconds => Points[^1].StartSeconds + (Points[^1].StartSeconds - Points[^2].StartSeconds);

    /// <inheritdoc/>
    public override double PeakRequestsPerSecond => Points.Max(point => point.RequestsPerSecond);
}
