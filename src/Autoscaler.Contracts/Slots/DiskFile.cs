namespace Autoscaler.Contracts.Slots;

/// <summary>An image or weights whole on an instance's own disk; what lies on restored volumes is not among them.</summary>
/// <param name="Content">The image, or the weights as <see cref="Caching.WeightsContent"/> names them.</param>
/// <param name="Size">Bytes on the disk.</param>
/// <param name="LastUsedAt">When a copy last asked for it, UTC.</param>
/// <param name="IsInUse">Whether a copy that is not over uses it; such a file is never deleted.</param>
[GenerateSerializer, Alias("autoscaler.DiskFile"), Immutable]
public sealed record DiskFile(
    [property: Id(0)] ImageDigest Content,
    [property: Id(1)] ByteCount Size,
    [property: Id(2)] DateTimeOffset LastUsedAt,
    [property: Id(3)] bool IsInUse);
