namespace Autoscaler.Contracts.Slots;

/// <summary>A restored volume as its instance found it at boot. One that does not hold what it should, or is not the endpoint's, is not mounted.</summary>
/// <param name="Volume">The cloud's id.</param>
/// <param name="Content">The image or weights that its launch names.</param>
/// <param name="Build">The build that its launch names, from 1.</param>
/// <param name="Found">What is on it, by the digests that the host computed.</param>
/// <param name="Owner">The endpoint of the volume's own tag.</param>
/// <param name="IsMounted">Whether it is used.</param>
[GenerateSerializer, Alias("autoscaler.VolumeReading"), Immutable]
public sealed record VolumeReading(
    [property: Id(0)] string Volume,
    [property: Id(1)] ImageDigest Content,
    [property: Id(2)] int Build,
    [property: Id(3)] ImageDigest Found,
    [property: Id(4)] EndpointId Owner,
    [property: Id(5)] bool IsMounted);
