using System.Diagnostics;
using System.Globalization;
using Autoscaler.Cloud.Simulated.Events;

namespace Autoscaler.Simulation.Inputs;

/// <summary>Other traffic from the same trace: faster, heavier or lighter.</summary>
public static class TraceTransforms
{
    /// <summary>Most requests of a transformed trace.</summary>
    private const int MaxRequests = 100_000_000;

    private const double MinFactor = 0.001;
    private const double MaxFactor = 1_000_000;

    /// <summary>
    /// The trace in a fraction of the time: times are divided by the factor. The requests of a request trace stay, and so come at a higher rate; the rates of a rate
    /// trace stay, and so bring fewer requests.
    /// </summary>
    /// <param name="trace">The trace.</param>
    /// <param name="factor">How many times faster, 0.001 to 1,000,000; 1 changes nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not 0.001 to 1,000,000, or steps of a rate trace would be shorter than 100
    /// ns.</exception>
    public static Trace SpeedUp(this Trace trace, double factor)
    {
        ArgumentNullException.ThrowIfNull(trace);
        RequireFactor(factor);
        return trace switch
        {
            _ when factor == 1 => trace,
            RequestTrace requests => new RequestTrace(
                trace.Name, [.. requests.Requests.Select(request => request with { At = request.At / factor })]),
            RateTrace rates => SpeedUp(rates, factor),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>
    /// More or less of the same traffic. Rates are multiplied. Requests are thinned or repeated: each stays as often as the factor's whole part says,
    /// and once more with the probability of its fraction; a repetition arrives at a random time before the next request, so that a busier trace is
    /// not a burstier one.
    /// </summary>
    /// <param name="trace">The trace.</param>
    /// <param name="factor">How many times as much, 0.001 to 1,000,000; 1 changes nothing.</param>
    /// <param name="seed">Chooses the requests; equal seeds choose alike.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not 0.001 to 1,000,000, leaves no request, or makes more than 100
    /// million.</exception>
    public static Trace RateScale(this Trace trace, double factor, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(trace);
        RequireFactor(factor);
        return trace switch
        {
            _ when factor == 1 => trace,
            RequestTrace requests => new RequestTrace(trace.Name, Scale(requests.Requests, factor, new SeededRandom(seed))),
            RateTrace rates => new RateTrace(
                trace.Name, [.. rates.Steps.Select(step => step with { RequestsPerSecond = step.RequestsPerSecond * factor })]),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The error of a factor that no trace takes, for a command to report ahead of its work; null where the factor is right.</summary>
    public static string? ErrorOf(double factor) =>
        factor is >= MinFactor and <= MaxFactor
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"expected a factor, {MinFactor} to {MaxFactor:#,0}; found {factor}");

    private static void RequireFactor(double factor)
    {
        if (ErrorOf(factor) is { } error)
        {
            throw new ArgumentOutOfRangeException(nameof(factor), error);
        }
    }

    private static RateTrace SpeedUp(RateTrace trace, double factor)
    {
        var steps = trace.Steps.Select(step => step with { At = step.At / factor }).ToImmutableArray();
        return steps.Zip(steps.Skip(1)).All(pair => pair.First.At < pair.Second.At)
            ? new RateTrace(trace.Name, steps)
            : throw new ArgumentOutOfRangeException(nameof(factor), factor, "Expected a factor that leaves each step 100 ns or more.");
    }

    private static ImmutableArray<TraceRequest> Scale(ImmutableArray<TraceRequest> requests, double factor, SeededRandom random)
    {
        if (requests.Length * factor > MaxRequests)
        {
            throw new ArgumentOutOfRangeException(
                nameof(factor), factor, $"Expected at most {MaxRequests:#,0} requests; found {requests.Length:#,0} to be multiplied.");
        }

        var whole = (int)Math.Floor(factor);
        var fraction = factor - whole;
        var scaled = ImmutableArray.CreateBuilder<TraceRequest>((int)(requests.Length * factor) + 1);
        for (var i = 0; i < requests.Length; i++)
        {
            var request = requests[i];
            var first = scaled.Count;
            var gap = i + 1 < requests.Length ? requests[i + 1].At - request.At : TimeSpan.Zero;
            var count = random.NextDouble() < fraction ? whole + 1 : whole;
            for (var copy = 0; copy < count; copy++)
            {
                scaled.Add(copy == 0 ? request : request with { At = request.At + (gap * random.NextDouble()) });
            }

            if (count > 2)
            {
                scaled.Sort(first, count, Comparer<TraceRequest>.Create((a, b) => a.At.CompareTo(b.At)));
            }
        }

        return scaled.Count > 0
            ? scaled.ToImmutable()
            : throw new ArgumentOutOfRangeException(
                  nameof(factor), factor, $"Expected a factor that leaves a request; none of {requests.Length:#,0} is left.");
    }
}
