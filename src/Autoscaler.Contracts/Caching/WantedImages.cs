using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>The images that an endpoint wants in its cache. A list replaces the one before it, whole.</summary>
/// <param name="Version">Counts the lists, from 1.</param>
/// <param name="Images">Different images, sorted by digest; empty purges the cache.</param>
[GenerateSerializer, Alias("autoscaler.WantedImages"), Immutable]
public sealed record WantedImages(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<ImageSpec> Images);
