using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Slots;

/// <summary>An instance that an endpoint wants in a slot.</summary>
[GenerateSerializer, Alias("autoscaler.LaunchIntent"), Immutable]
public sealed record LaunchIntent
{
    /// <summary>Counts the launches of the slot, from 1. A launch that was not filled is tried again under the next generation only.</summary>
    [Id(0)] public required int Generation { get; init; }

    /// <summary>Where to launch, best first; at least one.</summary>
    [Id(1)] public required ImmutableArray<InstancePool> Pools { get; init; }

    /// <summary>Images and weights that the instance shall find on its volumes if the endpoint's cache holds them, sorted.</summary>
    [Id(2)] public required ImmutableArray<ImageDigest> Images { get; init; }

    /// <summary>How images get there.</summary>
    [Id(3)] public required CachePolicy Cache { get; init; }

    /// <summary>An instance that has not booted by then has failed, UTC.</summary>
    [Id(4)] public required DateTimeOffset BootDeadline { get; init; }

    /// <summary>The decision that ordered the launch.</summary>
    [Id(5)] public required DecisionId Decision { get; init; }
}
