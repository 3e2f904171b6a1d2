namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>Guards what comes in as traffic.</summary>
internal static class TrafficChecks
{
    /// <exception cref="ArgumentException">The source begins in the past, is not in order of time, or holds a number outside its range.</exception>
    public static void ThrowIfInvalid(ComponentKey key, TrafficSource source, DateTimeOffset now)
    {
        var error = source switch
        {
            TrafficSource.Requests requests => ErrorOf(requests, now),
            TrafficSource.Rates rates => ErrorOf(rates, now),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (error is not null)
        {
            throw new ArgumentException($"Traffic of {key}: {error}", nameof(source));
        }
    }

    private static string? ErrorOf(TrafficSource.Requests source, DateTimeOffset now)
    {
        if (source.ServiceTime.PrefillTokensPerSecond is not > 0 || source.ServiceTime.DecodePerToken < TimeSpan.Zero)
        {
            return "the prefill rate must be above 0 and the time for a token 0 or more.";
        }

        var last = TimeSpan.Zero;
        for (var i = 0; i < source.Trace.Length; i++)
        {
            var request = source.Trace[i];
            if (request.At < last || request.ContextTokens < 0 || request.GeneratedTokens < 0)
            {
                return $"request {i} must come at {last:c} or later with 0 or more tokens; found {request}.";
            }

            last = request.At;
        }

        return StartErrorOf(source.StartsAt, now);
    }

    private static string? ErrorOf(TrafficSource.Rates source, DateTimeOffset now)
    {
        if (source.MeanServiceTime <= TimeSpan.Zero)
        {
            return $"the mean service time must be above 0; found {source.MeanServiceTime:c}.";
        }

        var last = TimeSpan.Zero;
        for (var i = 0; i < source.Steps.Length; i++)
        {
            var step = source.Steps[i];
            if (step.At < last || step.RequestsPerSecond < 0 || !double.IsFinite(step.RequestsPerSecond))
            {
                return $"step {i} must come at {last:c} or later with a finite rate of 0 or more; found {step}.";
            }

            last = step.At;
        }

        return StartErrorOf(source.StartsAt, now);
    }

    private static string? StartErrorOf(DateTimeOffset startsAt, DateTimeOffset now) =>
        startsAt < now ? $"it must not start before now, {now:O}; found {startsAt:O}." : null;
}
