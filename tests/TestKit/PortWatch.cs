using Autoscaler.Cloud.Metrics;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.TestKit;

/// <summary>What a test sees of the calls to the cloud, and which of them it breaks. It outlives crashes.</summary>
public sealed class PortWatch(Trail trail)
{
    public Trail Trail { get; } = trail;

    /// <summary>Requests of launch calls, in order, repeated ones included.</summary>
    public List<LaunchRequest> Launches { get; } = [];

    /// <summary>Called with each request before the cloud gets it.</summary>
    public Action<LaunchRequest>? OnLaunch { get; set; }

    /// <summary>Whether the call of that name fails, as <c>Instances.Describe</c>.</summary>
    public Func<string, bool>? Fails { get; set; }

    /// <summary>Whether hosts are not heard.</summary>
    public bool HostsAreSilent { get; set; }

    /// <summary>Answers metric queries instead of the cloud; null leaves them to it.</summary>
    public Func<MetricQuery, ImmutableArray<DemandSample>>? Samples { get; set; }

    internal void Before(string call)
    {
        if (Fails?.Invoke(call) == true)
        {
            throw new InvalidOperationException($"{call} is made to fail.");
        }
    }
}
