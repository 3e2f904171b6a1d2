using System.Text.Json.Serialization;

namespace Autoscaler.Cloud.Aws.Ecr;

/// <summary>The input of BatchGetImage.</summary>
internal sealed record BatchGetImageInput(
    [property: JsonPropertyName("registryId")] string RegistryId,
    [property: JsonPropertyName("repositoryName")] string RepositoryName,
    [property: JsonPropertyName("imageIds")] ImmutableArray<EcrImageIdentifier> ImageIds,
    [property: JsonPropertyName("acceptedMediaTypes")] ImmutableArray<string> AcceptedMediaTypes);

/// <summary>Which image; by tag or by digest.</summary>
internal sealed record EcrImageIdentifier(
    [property: JsonPropertyName("imageDigest")] string? ImageDigest,
    [property: JsonPropertyName("imageTag")] string? ImageTag);

/// <summary>The output of BatchGetImage.</summary>
internal sealed record BatchGetImageOutput(
    [property: JsonPropertyName("images")] ImmutableArray<EcrImage> Images,
    [property: JsonPropertyName("failures")] ImmutableArray<EcrImageFailure> Failures);

/// <summary>An image, and its manifest as text.</summary>
internal sealed record EcrImage(
    [property: JsonPropertyName("imageId")] EcrImageIdentifier? ImageId,
    [property: JsonPropertyName("imageManifest")] string? ImageManifest,
    [property: JsonPropertyName("imageManifestMediaType")] string? ImageManifestMediaType);

/// <summary>Why there is no image.</summary>
internal sealed record EcrImageFailure(
    [property: JsonPropertyName("failureCode")] string? FailureCode,
    [property: JsonPropertyName("failureReason")] string? FailureReason);

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

/// <summary>Readers and writers of the shapes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BatchGetImageInput))]
[JsonSerializable(typeof(BatchGetImageOutput))]
[JsonSerializable(typeof(ImageManifest))]
internal sealed partial class EcrJson : JsonSerializerContext;
