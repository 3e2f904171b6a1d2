using Autoscaler.Contracts.Demand;

namespace Autoscaler.Decisions.Watching;

/// <summary>What is known of how an endpoint is watched.</summary>
/// <param name="HotUntil">Until when it is asked for at every tick, UTC.</param>
/// <param name="AskedAt">When it was asked for, UTC; null for never, or where it is to be asked for at once.</param>
public readonly record struct Watch(DateTimeOffset HotUntil, DateTimeOffset? AskedAt)
{
    /// <summary>An endpoint that nothing is known of, or that somebody has just asked a copy of: it is asked for at once, and for a while at every tick.</summary>
    public static Watch New(WatchPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new Watch(now + policy.HotFor, null);
    }

    /// <summary>After it was asked for.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="demand">What was new; none is no demand.</param>
    /// <param name="now">UTC.</param>
    public Watch Asked(WatchPolicy policy, ImmutableArray<ComponentDemand> demand, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        DateTimeOffset? latest = null;
        foreach (var component in demand)
        {
            foreach (var sample in component.Samples)
            {
                if ((sample.Concurrency > 0 || sample.ArrivalsPerSecond > 0) && !(latest >= sample.Start))
                {
                    latest = sample.Start;
                }
            }
        }

        // Samples come late: what they tell of counts from now.
        var isFresh = latest is { } used && now - used <= policy.HotFor;
        return new Watch(isFresh && now + policy.HotFor > HotUntil ? now + policy.HotFor : HotUntil, now);
    }
}
