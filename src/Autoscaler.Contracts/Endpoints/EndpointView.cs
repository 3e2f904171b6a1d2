using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Endpoints;

/// <summary>An endpoint as it is now.</summary>
[GenerateSerializer, Alias("autoscaler.EndpointView"), Immutable]
public sealed record EndpointView
{
    /// <summary>The endpoint.</summary>
    [Id(0)] public required EndpointId Id { get; init; }

    /// <summary>Where it is in its life.</summary>
    [Id(1)] public required EndpointPhase Phase { get; init; }

    /// <summary>Its spec; null when absent.</summary>
    [Id(2)] public EndpointSpec? Spec { get; init; }

    /// <summary>Its components, in the spec's order.</summary>
    [Id(3)] public ImmutableArray<ComponentView> Components { get; init; } = [];

    /// <summary>Its slots, by ordinal.</summary>
    [Id(4)] public ImmutableArray<SlotReport> Slots { get; init; } = [];

    /// <summary>Its cache.</summary>
    [Id(5)] public CacheReport Cache { get; init; } = CacheReport.Untouched;

    /// <summary>Acting decisions since it was created.</summary>
    [Id(6)] public long DecisionCount { get; init; }

    /// <summary>Ticks since the endpoint's latest activation.</summary>
    [Id(7)] public long TickCount { get; init; }

    /// <summary>Which image each component is scaled on, and which one waits.</summary>
    [Id(30)] public ImmutableArray<ImageRollout> Rollouts { get; init; } = [];

    /// <summary>What disks of running instances were worth, by image.</summary>
    [Id(31)] public ImmutableArray<DiskUse> DiskUses { get; init; } = [];
}
