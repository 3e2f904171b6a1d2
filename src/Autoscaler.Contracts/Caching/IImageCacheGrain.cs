using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>The image cache of one endpoint; its key is the endpoint's. No other endpoint's slots can reach it.</summary>
[Alias("autoscaler.IImageCacheGrain")]
public interface IImageCacheGrain : IGrainWithStringKey
{
    /// <summary>Records the images to hold, and returns; the cache's own timer builds and purges. A list that is not newer changes nothing.</summary>
    [Alias("SetWanted")]
    Task<CacheReport> SetWantedAsync(WantedImages wanted, CancellationToken cancellationToken);

    /// <summary>
    /// Where a launch of this endpoint finds its images and weights: from ready entries, by their mechanisms, else by the policy's fallback. Counts hits, misses and
    /// what they save.
    /// </summary>
    [Alias("Resolve")]
    Task<ImmutableArray<ImageSource>> ResolveAsync(CacheLookup lookup, CancellationToken cancellationToken);

    /// <summary>Records that a launch found no snapshot of a build; the entry is offered no more, and built anew. A build that is not the entry's latest changes nothing.</summary>
    [Alias("ReportBuildGone")]
    Task ReportBuildGoneAsync(ImageDigest content, int build, CancellationToken cancellationToken);

    /// <summary>
    /// Records what an instance found on its volumes. An entry that a volume does not agree with is suspect: offered no more, and built anew. Told twice, it is recorded
    /// once.
    /// </summary>
    [Alias("ReportChecks")]
    Task ReportChecksAsync(ImmutableArray<VolumeCheck> checks, CancellationToken cancellationToken);

    /// <summary>Has an image in the cache ahead of the spec that will name it, or tries at once what waits after a failed build.</summary>
    /// <returns>Whether it is taken; false while the endpoint is being deleted, is absent, or has as many as it may.</returns>
    [RequiresRole(Role.Operator), Alias("Prebuild")]
    Task<bool> PrebuildAsync(ImageSpec image, CancellationToken cancellationToken);

    /// <summary>Has one entry purged, with a receipt; it is built anew if it is wanted.</summary>
    /// <returns>Whether there is such an entry.</returns>
    [RequiresRole(Role.Admin), Alias("PurgeEntry")]
    Task<bool> PurgeEntryAsync(ImageDigest content, CancellationToken cancellationToken);

    /// <summary>Has an entry go that no launch needs, because its tenant needs the room; any other stays.</summary>
    [Alias("Evict")]
    Task EvictAsync(ImageDigest content, CancellationToken cancellationToken);

    /// <summary>The receipts of the endpoint's purges, oldest first; at most the latest 50. They outlive the endpoint.</summary>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("GetReceipts")]
    ValueTask<ImmutableArray<PurgeReceipt>> GetReceiptsAsync(CancellationToken cancellationToken);

    /// <summary>The cache as it is now.</summary>
    /// <param name="knownVersion">The newest version that the caller has seen, 0 for none: a cache that is behind it works on an old state, and reads the stored one.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("GetReport")]
    ValueTask<CacheReport> GetReportAsync(long knownVersion, CancellationToken cancellationToken);
}
