namespace Autoscaler.Contracts.Specs;

/// <summary>The weights that a copy loads, kept outside the image.</summary>
/// <param name="Version">
/// Location and version; equal versions hold equal bytes. In a spec that leaves the version to the store, the location alone: what lies there is looked up once with each put,
/// and never between two.
/// </param>
/// <param name="Size">Size of all objects; above 0, or 0 where the store tells it and the version.</param>
[GenerateSerializer, Alias("autoscaler.WeightsSpec"), Immutable]
public sealed record WeightsSpec(
    [property: Id(0)] WeightsVersion Version,
    [property: Id(1)] ByteCount Size);
