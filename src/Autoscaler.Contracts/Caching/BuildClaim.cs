namespace Autoscaler.Contracts.Caching;

/// <summary>A cache that wants to build an entry, or goes on building one, and the room that it takes.</summary>
[GenerateSerializer, Alias("autoscaler.BuildClaim"), Immutable]
public sealed record BuildClaim
{
    /// <summary>The cache's endpoint.</summary>
    [Id(0)] public required EndpointId Endpoint { get; init; }

    /// <summary>The image or weights.</summary>
    [Id(1)] public required ImageDigest Content { get; init; }

    /// <summary>The room that the entry will take.</summary>
    [Id(2)] public required ByteCount Size { get; init; }

    /// <summary>The room that the cache's other entries take.</summary>
    [Id(3)] public required ByteCount Held { get; init; }

    /// <summary>Its entries that no launch needs, by content.</summary>
    [Id(4)] public ImmutableArray<SpareEntry> Spare { get; init; } = [];
}
