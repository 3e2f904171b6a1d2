namespace Autoscaler.Contracts.Caching;

/// <summary>An entry that no launch needs, and that can go where room is needed.</summary>
/// <param name="Content">The image or weights.</param>
/// <param name="Size">The room that it takes.</param>
/// <param name="LastUsedAt">When it was last used or, if never, built; UTC.</param>
[GenerateSerializer, Alias("autoscaler.SpareEntry"), Immutable]
public readonly record struct SpareEntry(
    [property: Id(0)] ImageDigest Content,
    [property: Id(1)] ByteCount Size,
    [property: Id(2)] DateTimeOffset LastUsedAt);
