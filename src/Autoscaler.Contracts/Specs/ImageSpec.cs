namespace Autoscaler.Contracts.Specs;

/// <summary>The container image of a component.</summary>
/// <param name="Reference">What a registry is asked for, as <c>registry/repository:tag</c>.</param>
/// <param name="Digest">
/// What the reference was resolved to; caches and disks are keyed by it. Empty in a spec that leaves it to the registry: the reference is then resolved once with each
/// put, and never between two.
/// </param>
/// <param name="CompressedSize">Size in the registry, compressed; above 0, or 0 where the digest is empty and the registry will tell.</param>
[GenerateSerializer, Alias("autoscaler.ImageSpec"), Immutable]
public sealed record ImageSpec(
    [property: Id(0)] string Reference,
    [property: Id(1)] ImageDigest Digest,
    [property: Id(2)] ByteCount CompressedSize);
