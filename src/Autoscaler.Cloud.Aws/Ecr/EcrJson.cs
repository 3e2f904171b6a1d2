using System.Text.Json.Serialization;

namespace Autoscaler.Cloud.Aws.Ecr;

/// <summary>Readers and writers of ECR's shapes and of manifests.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BatchGetImage.Input))]
[JsonSerializable(typeof(BatchGetImage.Output))]
[JsonSerializable(typeof(ImageManifest))]
internal sealed partial class EcrJson : JsonSerializerContext;
