namespace Autoscaler.Contracts.Caching;

/// <summary>Whether an entry may be built now.</summary>
/// <param name="IsGranted">Whether it may; the builder is the cache's for 10 min, and longer where it is claimed again.</param>
/// <param name="Reason">Why not, for a person; null if it may.</param>
[GenerateSerializer, Alias("autoscaler.BuildPermit"), Immutable]
public sealed record BuildPermit([property: Id(0)] bool IsGranted, [property: Id(1)] string? Reason)
{
    /// <summary>The cache's own entries that must go first; the claim is made again once they are gone.</summary>
    [Id(2)] public ImmutableArray<ImageDigest> Evict { get; init; } = [];
}
