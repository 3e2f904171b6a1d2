using System.Text.Json.Serialization;

namespace Autoscaler.Cloud.Aws.Ecr;

/// <summary>A manifest of Docker or OCI: of one image, with configuration and layers, or a list of those of several platforms.</summary>
internal sealed record ImageManifest(
    [property: JsonPropertyName("mediaType")] string? MediaType,
    [property: JsonPropertyName("config")] ManifestPart? Config,
    [property: JsonPropertyName("layers")] ImmutableArray<ManifestPart> Layers,
    [property: JsonPropertyName("manifests")] ImmutableArray<ManifestPart> Manifests);

/// <summary>A blob or another manifest that a manifest names.</summary>
internal sealed record ManifestPart(
    [property: JsonPropertyName("digest")] string? Digest,
    [property: JsonPropertyName("size")] long? Size,
    [property: JsonPropertyName("platform")] ManifestPlatform? Platform);

/// <summary>What a manifest of a list is for.</summary>
internal sealed record ManifestPlatform(
    [property: JsonPropertyName("architecture")] string? Architecture,
    [property: JsonPropertyName("os")] string? Os);
