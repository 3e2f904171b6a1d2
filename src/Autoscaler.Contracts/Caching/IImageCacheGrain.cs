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

    /// <summary>Where a launch of this endpoint finds its images: from ready entries under the policy's mechanism, else by its fallback. Counts hits and misses.</summary>
    /// <param name="images">The images, sorted.</param>
    /// <param name="policy">The mechanism and its fallback.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [Alias("Resolve")]
    Task<ImmutableArray<ImageSource>> ResolveAsync(ImmutableArray<ImageDigest> images, CachePolicy policy, CancellationToken cancellationToken);

    /// <summary>Records that a launch found a snapshot of an entry gone; the entry is offered no more, and built anew.</summary>
    [Alias("ReportSnapshotGone")]
    Task ReportSnapshotGoneAsync(SnapshotId snapshot, CancellationToken cancellationToken);

    /// <summary>The cache as it is now.</summary>
    /// <param name="knownVersion">The newest version that the caller has seen, 0 for none: a cache that is behind it works on an old state, and reads the stored one.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [AlwaysInterleave, Alias("GetReport")]
    ValueTask<CacheReport> GetReportAsync(long knownVersion, CancellationToken cancellationToken);
}
