namespace Autoscaler.Contracts.Caching;

/// <summary>What a cache tells its endpoint, whole, and repeats until the endpoint acknowledged it.</summary>
/// <param name="Version">Counts the changes of the cache; a report that is not newer is ignored.</param>
/// <param name="WantedVersion">The latest list of images that the cache was told to hold; 0 before the first.</param>
/// <param name="Entries">The entries, sorted by image.</param>
/// <param name="IsEmpty">Whether nothing of this cache is live in the cloud.</param>
[GenerateSerializer, Alias("autoscaler.CacheReport"), Immutable]
public sealed record CacheReport(
    [property: Id(0)] long Version,
    [property: Id(1)] long WantedVersion,
    [property: Id(2)] ImmutableArray<CacheEntryView> Entries,
    [property: Id(3)] bool IsEmpty)
{
    /// <summary>A cache that was never told anything.</summary>
    public static CacheReport Untouched { get; } = new(0, 0, [], IsEmpty: true);

    /// <summary>Whether an instance can boot from an entry of the image.</summary>
    public bool IsReady(ImageDigest image)
    {
        foreach (var entry in Entries)
        {
            if (entry.Image == image)
            {
                return entry.State == CacheEntryState.Ready;
            }
        }

        return false;
    }
}
