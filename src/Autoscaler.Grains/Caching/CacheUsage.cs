using Autoscaler.Contracts.Caching;

namespace Autoscaler.Grains.Caching;

/// <summary>The room that a cache takes.</summary>
/// <param name="Endpoint">The cache's endpoint.</param>
/// <param name="Held">All of it.</param>
/// <param name="Spare">What of it no launch needs.</param>
[GenerateSerializer, Alias("autoscaler.CacheUsage"), Immutable]
public sealed record CacheUsage(
    [property: Id(0)] EndpointId Endpoint,
    [property: Id(1)] ByteCount Held,
    [property: Id(2)] ImmutableArray<SpareEntry> Spare);
