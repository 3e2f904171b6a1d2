namespace Autoscaler.Grains.Caching;

/// <summary>A builder that a cache has.</summary>
/// <param name="Endpoint">The cache's endpoint.</param>
/// <param name="Content">What it builds.</param>
/// <param name="Until">When it is free again unless it is claimed anew, UTC: a cache that is lost must not keep it.</param>
[GenerateSerializer, Alias("autoscaler.BuilderLease"), Immutable]
public sealed record BuilderLease(
    [property: Id(0)] EndpointId Endpoint,
    [property: Id(1)] ImageDigest Content,
    [property: Id(2)] DateTimeOffset Until);
