namespace Autoscaler.Contracts.Specs;

/// <summary>The weights that a copy loads, kept outside the image.</summary>
/// <param name="Version">Location and version; equal versions hold equal bytes.</param>
/// <param name="Size">Size of all objects; above 0.</param>
[GenerateSerializer, Alias("autoscaler.WeightsSpec"), Immutable]
public sealed record WeightsSpec(
    [property: Id(0)] WeightsVersion Version,
    [property: Id(1)] ByteCount Size);
