namespace Autoscaler.Cloud.Copies;

/// <summary>An image or weights whole on an instance's own disk; what lies on restored volumes is not among them.</summary>
/// <param name="Content">The image, or the weights as <see cref="Contracts.Caching.WeightsContent"/> names them.</param>
/// <param name="Size">Bytes on the disk.</param>
/// <param name="LastUsedAt">When a copy last asked for it, UTC.</param>
/// <param name="IsInUse">Whether a copy that is not over uses it; such a file is never deleted.</param>
public sealed record DiskFile(ImageDigest Content, ByteCount Size, DateTimeOffset LastUsedAt, bool IsInUse);
