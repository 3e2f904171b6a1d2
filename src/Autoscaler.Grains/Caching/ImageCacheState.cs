using Autoscaler.Contracts.Caching;

namespace Autoscaler.Grains.Caching;

/// <summary>What a cache stores.</summary>
[GenerateSerializer, Alias("autoscaler.ImageCacheState"), Immutable]
public sealed record ImageCacheState
{
    /// <summary>The images that the endpoint wants.</summary>
    [Id(0)] public WantedImages Wanted { get; init; } = new(0, []);

    /// <summary>Counts the changes of this state.</summary>
    [Id(1)] public long Version { get; init; }

    /// <summary>The entries, sorted by image.</summary>
    [Id(2)] public ImmutableArray<CacheEntry> Entries { get; init; } = [];

    /// <summary>The state as the endpoint is told it.</summary>
    public CacheReport Report => new(Version, Wanted.Version, [.. Entries.Select(entry => entry.View)], Entries.IsEmpty);

    /// <summary>The entry of an image, or null.</summary>
    public CacheEntry? Find(ImageDigest image) => Entries.FirstOrDefault(entry => entry.Image.Digest == image);

    /// <summary>Whether the endpoint wants an image.</summary>
    public bool Wants(ImageDigest image) => Wanted.Images.Any(wanted => wanted.Digest == image);

    /// <summary>The state with one entry changed.</summary>
    public ImageCacheState With(CacheEntry entry) => this with
    {
        Version = Version + 1,
        Entries = [.. Entries.Where(other => other.Image.Digest != entry.Image.Digest).Append(entry).OrderBy(other => other.Image.Digest)],
    };

    /// <summary>The state without an entry.</summary>
    public ImageCacheState Without(ImageDigest image) => this with { Version = Version + 1, Entries = Entries.RemoveAll(entry => entry.Image.Digest == image) };
}
