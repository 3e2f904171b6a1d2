namespace Autoscaler.Contracts.Caching;

/// <summary>A purge that an endpoint wants of its cache.</summary>
[GenerateSerializer, Alias("autoscaler.PurgeOrder"), Immutable]
public sealed record PurgeOrder
{
    /// <summary>Counts the endpoint's purges, from 1.</summary>
    [Id(0)] public required long Number { get; init; }

    /// <summary>What is purged.</summary>
    [Id(1)] public required PurgeScope Scope { get; init; }

    /// <summary>The component that was removed; null where the scope is not one component.</summary>
    [Id(2)] public ComponentName? Component { get; init; }

    /// <summary>The images and weights that only that component used, sorted; empty for an endpoint: everything.</summary>
    [Id(3)] public ImmutableArray<ImageDigest> Contents { get; init; } = [];

    /// <summary>Whether no instance of the endpoint is left, so that what they used can go.</summary>
    [Id(4)] public bool InstancesGone { get; init; }
}
