namespace Autoscaler.Cloud.Aws.Ecr;

/// <summary>How the registry of images is asked.</summary>
public sealed record AwsRegistryOptions
{
    /// <summary>Whose image counts for the size, of a tag that stands for several architectures: <c>amd64</c>, the default, or <c>arm64</c>.</summary>
    public string Architecture { get; init; } = "amd64";

    /// <summary>What is wrong with them; empty where nothing is.</summary>
    public ImmutableArray<string> Check() => Architecture is "amd64" or "arm64" ? [] : [$"Aws.Registry: Architecture must be amd64 or arm64; found '{Architecture}'."];
}
