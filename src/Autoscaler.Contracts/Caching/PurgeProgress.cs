namespace Autoscaler.Contracts.Caching;

/// <summary>A purge under way.</summary>
[GenerateSerializer, Alias("autoscaler.PurgeProgress"), Immutable]
public sealed record PurgeProgress
{
    /// <summary>Counts the purges of the cache, from 1; its receipt will have the same number.</summary>
    [Id(0)] public required long Number { get; init; }

    /// <summary>The endpoint's order; null for an operator's.</summary>
    [Id(1)] public PurgeOrder? Order { get; init; }

    /// <summary>What is purged.</summary>
    [Id(2)] public required PurgeScope Scope { get; init; }

    /// <summary>The component that was removed; null where the scope is not one component.</summary>
    [Id(3)] public ComponentName? Component { get; init; }

    /// <summary>The images and weights to purge, sorted; empty for an endpoint: everything.</summary>
    [Id(4)] public ImmutableArray<ImageDigest> Contents { get; init; } = [];

    /// <summary>When it began, UTC.</summary>
    [Id(5)] public required DateTimeOffset BeganAt { get; init; }

    /// <summary>How far it is.</summary>
    [Id(6)] public required PurgePhase Phase { get; init; }

    /// <summary>All that it saw, sorted by kind and id.</summary>
    [Id(7)] public ImmutableArray<PurgedResource> Resources { get; init; } = [];

    /// <summary>The phases that it entered, in order.</summary>
    [Id(8)] public ImmutableArray<PurgeStep> Steps { get; init; } = [];

    /// <summary>The hash that the chain of this purge begins with: that of the receipt before it, or of the endpoint's name.</summary>
    [Id(9)] public required string PreviousHash { get; init; }

    /// <summary>How many things it saw that are still live.</summary>
    public int LiveCount => Resources.Count(static resource => resource.State == PurgedResourceState.Live);
}
