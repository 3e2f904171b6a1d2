using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Endpoints;

/// <summary>What an endpoint stores. Slots, decision and copy numbers stay when it is deleted, so that an endpoint made anew under the name goes on counting.</summary>
[GenerateSerializer, Alias("autoscaler.EndpointState"), Immutable]
public sealed record EndpointState
{
    /// <summary>Where the endpoint is in its life.</summary>
    [Id(0)] public EndpointPhase Phase { get; init; }

    /// <summary>The spec; null when absent.</summary>
    [Id(1)] public EndpointSpec? Spec { get; init; }

    /// <summary>What is asked of its slots, by ordinal: the effects of its decisions.</summary>
    [Id(2)] public ImmutableArray<SlotAssignment> Slots { get; init; } = [];

    /// <summary>The number of the next acting decision.</summary>
    [Id(3)] public long NextDecision { get; init; } = 1;

    /// <summary>The number of the next copy.</summary>
    [Id(4)] public long NextCopy { get; init; } = 1;

    /// <summary>Copies wanted at the latest acting decision, by the spec's order.</summary>
    [Id(5)] public ImmutableArray<WantedCount> Wanted { get; init; } = [];

    /// <summary>Failures that the runaway guard still counts, oldest first.</summary>
    [Id(6)] public ImmutableArray<ComponentFailure> Failures { get; init; } = [];

    /// <summary>Launches of the latest minute, oldest first, UTC.</summary>
    [Id(7)] public ImmutableArray<DateTimeOffset> RecentLaunches { get; init; } = [];

    /// <summary>Counts the lists of images that the cache was told to hold.</summary>
    [Id(8)] public long WantedImagesVersion { get; init; }

    /// <summary>Whether the deletion got as far as purging the cache.</summary>
    [Id(9)] public bool PurgesCache { get; init; }

    /// <summary>Counts what people changed.</summary>
    [Id(10)] public long Version { get; init; }

    /// <summary>When the endpoint was created, UTC; null when absent.</summary>
    [Id(11)] public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Whether scaling is paused.</summary>
    [Id(12)] public bool IsPaused { get; init; }

    /// <summary>Copies that people set by hand, in the order of their setting; those that have expired are dropped by the next tick.</summary>
    [Id(13)] public ImmutableArray<CopyOverride> Overrides { get; init; } = [];

    /// <summary>The latest activation of each component that was ever activated and is there.</summary>
    [Id(14)] public ImmutableArray<ComponentActivation> Activations { get; init; } = [];

    /// <summary>Copies placed since the endpoint was created, by class of place.</summary>
    [Id(15)] public ImmutableArray<PlacementCount> Placed { get; init; } = [];

    /// <summary>Which image each component is scaled on, by the spec's order.</summary>
    [Id(30)] public ImmutableArray<ImageRollout> Rollouts { get; init; } = [];

    /// <summary>What the cache was told to hold, sorted by digest.</summary>
    [Id(31)] public ImmutableArray<ImageSpec> WantedImages { get; init; } = [];

    /// <summary>Counts the puts: references are resolved once with each.</summary>
    [Id(32)] public long PutCount { get; init; }

    /// <summary>Purges that have no receipt yet, by number.</summary>
    [Id(33)] public ImmutableArray<PurgeOrder> Purges { get; init; } = [];

    /// <summary>The number of the next purge.</summary>
    [Id(34)] public long NextPurge { get; init; } = 1;

    /// <summary>What disks of running instances were worth, by image.</summary>
    [Id(35)] public ImmutableArray<DiskUse> DiskUses { get; init; } = [];
}
