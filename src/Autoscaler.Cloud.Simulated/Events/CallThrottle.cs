using Autoscaler.Cloud.Simulated.Mishaps;
using Autoscaler.Cloud.Simulated.Options;

namespace Autoscaler.Cloud.Simulated.Events;

/// <summary>Throttles a seeded share of the calls of one kind.</summary>
internal sealed class CallThrottle(string kind, InstanceOptions options, RandomStreams random, MishapBook mishaps)
{
    private long _calls;

    /// <summary>When the call may be made again; null where it goes through.</summary>
    public TimeSpan? Next()
    {
        if (options.ThrottledCallRatio <= 0 || !mishaps.MayHappen || !random.Of("throttle", kind, _calls++).NextChance(options.ThrottledCallRatio))
        {
            return null;
        }

        mishaps.OnThrottled();
        return options.ThrottleRetryAfter;
    }
}
