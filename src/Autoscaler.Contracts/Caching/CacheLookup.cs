using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>What a launch asks of its endpoint's cache: contents by name, never a snapshot.</summary>
/// <param name="Contents">Images and weights, sorted.</param>
/// <param name="Policy">The mechanism and its fallback.</param>
/// <param name="Type">The instance type of the first pool: what a pull would take on it is what a hit saves.</param>
[GenerateSerializer, Alias("autoscaler.CacheLookup"), Immutable]
public sealed record CacheLookup(
    [property: Id(0)] ImmutableArray<ImageDigest> Contents,
    [property: Id(1)] CachePolicy Policy,
    [property: Id(2)] InstanceTypeName Type);
