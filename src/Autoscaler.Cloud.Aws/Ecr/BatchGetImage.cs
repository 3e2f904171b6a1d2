using System.Text.Json.Serialization;
using Autoscaler.Cloud.Aws.Wire;

namespace Autoscaler.Cloud.Aws.Ecr;

/// <summary>The operation of that name, and its shapes.</summary>
internal static class BatchGetImage
{
    /// <summary>The operation.</summary>
    public static WireOperation<Input, Output> Operation { get; } = WireOperation.Of("BatchGetImage", EcrJson.Default.Input, EcrJson.Default.Output);

    /// <summary>What is asked for.</summary>
    internal sealed record Input(
        [property: JsonPropertyName("registryId")] string RegistryId,
        [property: JsonPropertyName("repositoryName")] string RepositoryName,
        [property: JsonPropertyName("imageIds")] ImmutableArray<ImageIdentifier> ImageIds,
        [property: JsonPropertyName("acceptedMediaTypes")] ImmutableArray<string> AcceptedMediaTypes);

    /// <summary>Which image; by tag or by digest.</summary>
    internal sealed record ImageIdentifier(
        [property: JsonPropertyName("imageDigest")] string? ImageDigest,
        [property: JsonPropertyName("imageTag")] string? ImageTag);

    /// <summary>What is there.</summary>
    internal sealed record Output(
        [property: JsonPropertyName("images")] ImmutableArray<Image> Images,
        [property: JsonPropertyName("failures")] ImmutableArray<ImageFailure> Failures);

    /// <summary>An image, and its manifest as text.</summary>
    internal sealed record Image(
        [property: JsonPropertyName("imageId")] ImageIdentifier? ImageId,
        [property: JsonPropertyName("imageManifest")] string? ImageManifest);

    /// <summary>Why there is no image.</summary>
    internal sealed record ImageFailure(
        [property: JsonPropertyName("failureCode")] string? FailureCode,
        [property: JsonPropertyName("failureReason")] string? FailureReason);
}
