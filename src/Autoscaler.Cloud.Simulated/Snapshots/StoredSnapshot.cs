namespace Autoscaler.Cloud.Simulated.Snapshots;

/// <summary>A snapshot that can be restored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The endpoint of its tag.</param>
/// <param name="WrittenFor">The endpoint whose bytes it holds.</param>
/// <param name="Image">The image or weights that it holds.</param>
/// <param name="UnpackedSize">How much of it there is to restore.</param>
internal sealed record StoredSnapshot(SnapshotId Id, EndpointId Owner, EndpointId WrittenFor, ImageDigest Image, ByteCount UnpackedSize);
