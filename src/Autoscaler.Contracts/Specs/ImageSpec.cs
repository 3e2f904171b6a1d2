namespace Autoscaler.Contracts.Specs;

/// <summary>The container image of a component.</summary>
/// <param name="Reference">What a registry is asked for, as <c>registry/repository:tag</c>.</param>
/// <param name="Digest">What the reference was resolved to; caches and disks are keyed by it.</param>
/// <param name="CompressedSize">Size in the registry, compressed; above 0.</param>
[GenerateSerializer, Alias("autoscaler.ImageSpec"), Immutable]
public sealed record ImageSpec(
    [property: Id(0)] string Reference,
    [property: Id(1)] ImageDigest Digest,
    [property: Id(2)] ByteCount CompressedSize);
