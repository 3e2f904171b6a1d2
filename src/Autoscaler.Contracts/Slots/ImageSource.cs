using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Slots;

/// <summary>Where a new instance finds one image.</summary>
/// <param name="Image">The image; of weights, what <see cref="Caching.WeightsContent"/> makes of their version.</param>
/// <param name="Mechanism">How it gets there.</param>
/// <param name="Snapshot">
/// What the cache said would be restored, for whoever reads the event; null for mechanisms without one. Nothing is ever restored by it: a cloud finds the snapshot by
/// the endpoint of the slot, the image and <see cref="Build"/>, so that there is no way to name another endpoint's.
/// </param>
[GenerateSerializer, Alias("autoscaler.ImageSource"), Immutable]
public sealed record ImageSource(
    [property: Id(0)] ImageDigest Image,
    [property: Id(1)] StartupMechanism Mechanism,
    [property: Id(2)] SnapshotId? Snapshot)
{
    /// <summary>Which build of the endpoint's own entry is restored, from 1; null for mechanisms without one.</summary>
    [Id(3)] public int? Build { get; init; }

    /// <summary>The provisioned initialization rate of the restored volume, MiB/s, 100 to 300; null where none is provisioned.</summary>
    [Id(4)] public int? InitializationRate { get; init; }
}
