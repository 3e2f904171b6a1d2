using Autoscaler.Contracts.Caching;

namespace Autoscaler.Grains.Caching;

/// <summary>What a cache stores.</summary>
[GenerateSerializer, Alias("autoscaler.ImageCacheState"), Immutable]
public sealed record ImageCacheState
{
    // Of purged contents so many are remembered.
    private const int MaxPurged = 200;

    /// <summary>What the endpoint wants.</summary>
    [Id(0)] public WantedImages Wanted { get; init; } = new(0, []);

    /// <summary>Counts the changes of this state.</summary>
    [Id(1)] public long Version { get; init; }

    /// <summary>The entries, sorted by image.</summary>
    [Id(2)] public ImmutableArray<CacheEntry> Entries { get; init; } = [];

    /// <summary>What the registry said of references, sorted.</summary>
    [Id(3)] public ImmutableArray<TagResolution> Tags { get; init; } = [];

    /// <summary>What operators asked for ahead of a spec, oldest first.</summary>
    [Id(4)] public ImmutableArray<Prebuild> Prebuilds { get; init; } = [];

    /// <summary>The purge under way; null if there is none.</summary>
    [Id(5)] public PurgeProgress? Purge { get; init; }

    /// <summary>Receipts, oldest first; they outlive the endpoint.</summary>
    [Id(6)] public ImmutableArray<PurgeReceipt> Receipts { get; init; } = [];

    /// <summary>The latest of the endpoint's orders to purge that has its receipt; 0 before the first.</summary>
    [Id(7)] public long PurgedOrder { get; init; }

    /// <summary>Counts the purges.</summary>
    [Id(8)] public long PurgeCount { get; init; }

    /// <summary>Contents that were purged, oldest first.</summary>
    [Id(9)] public ImmutableArray<PurgedBuilds> Purged { get; init; } = [];

    /// <summary>Whether everything of the endpoint is being purged.</summary>
    public bool IsDissolving => Purge?.Scope == PurgeScope.Endpoint;

    /// <summary>The state as the endpoint is told it.</summary>
    public CacheReport Report => new(Version, Wanted.Version, [.. Entries.Select(entry => entry.View)], Entries.IsEmpty && !IsDissolving)
    {
        Tags = Tags,
        Purge = Purge,
        PurgedOrder = PurgedOrder,
        Prebuilds = Prebuilds,
    };

    /// <summary>The entry of an image, or null.</summary>
    public CacheEntry? Find(ImageDigest image) => Entries.FirstOrDefault(entry => entry.Image.Digest == image);

    /// <summary>Whether the endpoint or an operator wants an image.</summary>
    public bool Wants(ImageDigest image) => Wanted.Images.Any(wanted => wanted.Digest == image) || Prebuilds.Any(prebuild => prebuild.Image.Digest == image);

    /// <summary>How the endpoint uses an image; null where it does not say.</summary>
    public ContentUse? UseOf(ImageDigest image) => Wanted.Uses.FirstOrDefault(use => use.Content == image);

    /// <summary>Whether a launch may still need an image; where the endpoint does not say, one may.</summary>
    public bool MayLaunch(ImageDigest image) => Wanted.Images.Any(wanted => wanted.Digest == image) && UseOf(image) is not { MayLaunch: false };

    /// <summary>Whether an image is being purged although it may be wanted.</summary>
    public bool IsHeldBack(ImageDigest image) => Purge?.Contents.Contains(image) == true;

    /// <summary>What the next build of an image begins with.</summary>
    public int BuildsBefore(ImageDigest image) => Purged.LastOrDefault(purged => purged.Content == image).Builds;

    /// <summary>The state with one entry changed.</summary>
    public ImageCacheState With(CacheEntry entry) => this with
    {
        Version = Version + 1,
        Entries = [.. Entries.Where(other => other.Image.Digest != entry.Image.Digest).Append(entry).OrderBy(other => other.Image.Digest)],
    };

    /// <summary>The state without an entry.</summary>
    public ImageCacheState Without(CacheEntry entry) => this with
    {
        Version = Version + 1,
        Entries = Entries.RemoveAll(other => other.Image.Digest == entry.Image.Digest),
        Purged = [.. Purged.Where(other => other.Content != entry.Image.Digest).Append(new PurgedBuilds(entry.Image.Digest, entry.Builds)).TakeLast(MaxPurged)],
    };
}
