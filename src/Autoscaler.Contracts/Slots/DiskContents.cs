namespace Autoscaler.Contracts.Slots;

/// <summary>What lies whole on an instance's disks. A running instance is warm for a component when its image (and weights) are here.</summary>
/// <param name="Images">Images, unpacked, sorted.</param>
/// <param name="Weights">Weights, sorted.</param>
[GenerateSerializer, Alias("autoscaler.DiskContents"), Immutable]
public sealed record DiskContents(
    [property: Id(0)] ImmutableArray<ImageDigest> Images,
    [property: Id(1)] ImmutableArray<WeightsVersion> Weights)
{
    /// <summary>Nothing.</summary>
    public static DiskContents Empty { get; } = new([], []);

    /// <inheritdoc/>
    public bool Equals(DiskContents? other) => other is not null && Images.SequenceEqual(other.Images) && Weights.SequenceEqual(other.Weights);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Images.Length, Weights.Length);
}
