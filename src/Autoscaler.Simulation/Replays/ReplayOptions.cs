using Autoscaler.Contracts.Specs;
using Autoscaler.Simulation.Inputs;

namespace Autoscaler.Simulation.Replays;

/// <summary>A trace to replay, and how.</summary>
public sealed record ReplayOptions
{
    /// <summary>The traffic, already sped up and scaled.</summary>
    public required Trace Trace { get; init; }

    /// <summary>The endpoint; its first component gets the traffic.</summary>
    public required EndpointSpec Spec { get; init; }

    /// <summary>Where all chance comes from. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The length of a metric period: 10 s or 60 s. Default 10 s.</summary>
    public TimeSpan MetricPeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Mean time in service of a request of a rate trace. Default 6.5 s: a chat request of 1,150 tokens in and 210 out, as the sample traffic's.</summary>
    public TimeSpan MeanServiceTime { get; init; } = TimeSpan.FromSeconds(6.5);
}
