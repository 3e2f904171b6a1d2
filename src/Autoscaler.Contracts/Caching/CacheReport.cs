namespace Autoscaler.Contracts.Caching;

/// <summary>What a cache tells its endpoint, whole, and repeats until the endpoint acknowledged it.</summary>
/// <param name="Version">Counts the changes of the cache; a report that is not newer is ignored.</param>
/// <param name="WantedVersion">The latest list of images that the cache was told to hold; 0 before the first.</param>
/// <param name="Entries">The entries, sorted by image.</param>
/// <param name="IsEmpty">Whether nothing of this cache is live in the cloud, and no purge is under way.</param>
[GenerateSerializer, Alias("autoscaler.CacheReport"), Immutable]
public sealed record CacheReport(
    [property: Id(0)] long Version,
    [property: Id(1)] long WantedVersion,
    [property: Id(2)] ImmutableArray<CacheEntryView> Entries,
    [property: Id(3)] bool IsEmpty)
{
    /// <summary>What the registry said of the references that the endpoint wants resolved, sorted.</summary>
    [Id(4)] public ImmutableArray<TagResolution> Tags { get; init; } = [];

    /// <summary>The purge under way; null if there is none.</summary>
    [Id(5)] public PurgeProgress? Purge { get; init; }

    /// <summary>The number of the latest of the endpoint's orders to purge that has its receipt; 0 before the first.</summary>
    [Id(6)] public long PurgedOrder { get; init; }

    /// <summary>What operators asked for ahead of a spec.</summary>
    [Id(7)] public ImmutableArray<Prebuild> Prebuilds { get; init; } = [];

    /// <summary>What the registry said of a reference; null if it was not asked yet.</summary>
    public TagResolution? Find(TagRequest request)
    {
        foreach (var tag in Tags)
        {
            if (tag.Request == request)
            {
                return tag;
            }
        }

        return null;
    }

    /// <summary>A cache that was never told anything.</summary>
    public static CacheReport Untouched { get; } = new(0, 0, [], IsEmpty: true);

    /// <summary>Whether an instance can boot from an entry of the image.</summary>
    public bool IsReady(ImageDigest image) => Find(image) is { State: CacheEntryState.Ready };

    /// <summary>The entry of an image, or of weights; null if there is none.</summary>
    public CacheEntryView? Find(ImageDigest content)
    {
        foreach (var entry in Entries)
        {
            if (entry.Image == content)
            {
                return entry;
            }
        }

        return null;
    }
}
