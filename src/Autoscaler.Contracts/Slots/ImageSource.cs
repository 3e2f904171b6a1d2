using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Slots;

/// <summary>Where a new instance finds one image.</summary>
/// <param name="Image">The image.</param>
/// <param name="Mechanism">How it gets there.</param>
/// <param name="Snapshot">The endpoint's own snapshot to restore; null for mechanisms without one.</param>
[GenerateSerializer, Alias("autoscaler.ImageSource"), Immutable]
public sealed record ImageSource(
    [property: Id(0)] ImageDigest Image,
    [property: Id(1)] StartupMechanism Mechanism,
    [property: Id(2)] SnapshotId? Snapshot);
