namespace Autoscaler.Contracts.Caching;

/// <summary>What the caches of one tenant share out: builders, and room. Its key is the tenant's name. It knows sizes and names, and never a snapshot.</summary>
[Alias("autoscaler.ICacheQuotaGrain")]
public interface ICacheQuotaGrain : IGrainWithStringKey
{
    /// <summary>Claims a builder, or goes on having one. Where the tenant's room is used up, entries that no launch needs are told to go, least recently used first.</summary>
    [Alias("ClaimBuilder")]
    Task<BuildPermit> ClaimBuilderAsync(BuildClaim claim, CancellationToken cancellationToken);

    /// <summary>Gives a builder back; one that the cache does not have is left so.</summary>
    [Alias("ReleaseBuilder")]
    Task ReleaseBuilderAsync(EndpointId endpoint, ImageDigest content, CancellationToken cancellationToken);

    /// <summary>Records the room that a cache takes, in place of what it told before.</summary>
    /// <param name="endpoint">The cache's endpoint.</param>
    /// <param name="held">All of it.</param>
    /// <param name="spare">What of it no launch needs, by content.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [Alias("TellUsage")]
    Task TellUsageAsync(EndpointId endpoint, ByteCount held, ImmutableArray<SpareEntry> spare, CancellationToken cancellationToken);
}
