using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Fleets;
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

    /// <summary>Counts what people changed: spec, policies, overrides, pauses. It goes on counting when an endpoint is made anew; 0 for one that never was.</summary>
    [Id(8)] public long Version { get; init; }

    /// <summary>Whether scaling is paused.</summary>
    [Id(9)] public bool IsPaused { get; init; }

    /// <summary>Copies set by hand, of those that have not expired, in the spec's order.</summary>
    [Id(10)] public ImmutableArray<CopyOverride> Overrides { get; init; } = [];

    /// <summary>When the endpoint was created, UTC; null when absent.</summary>
    [Id(11)] public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last ticked, UTC; null where it was not since its latest activation.</summary>
    [Id(12)] public DateTimeOffset? TickedAt { get; init; }

    /// <summary>Copies placed since it was created, by class of place.</summary>
    [Id(13)] public ImmutableArray<PlacementCount> Placed { get; init; } = [];

    /// <summary>What its instances cost together.</summary>
    [Id(14)] public UsdPerHour Price { get; init; }

    /// <summary>Accelerators of its instances.</summary>
    [Id(15)] public AcceleratorUse Accelerators { get; init; }

    /// <summary>What asking for its metrics costs, US dollars a month, as often as it is asked for now; 0 where that costs nothing.</summary>
    [Id(16)] public decimal WatchUsdPerMonth { get; init; }

    /// <summary>Which image each component is scaled on, and which one waits.</summary>
    [Id(30)] public ImmutableArray<ImageRollout> Rollouts { get; init; } = [];

    /// <summary>What disks of running instances were worth, by image.</summary>
    [Id(31)] public ImmutableArray<DiskUse> DiskUses { get; init; } = [];
}
