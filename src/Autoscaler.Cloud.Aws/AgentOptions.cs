namespace Autoscaler.Cloud.Aws;

/// <summary>What an instance runs and whom it reports to.</summary>
public sealed record AgentOptions
{
    /// <summary>Where an instance gets the agent's archive (tar, gzip) from: an <c>https:</c> or <c>s3:</c> address.</summary>
    public required Uri Source { get; init; }

    /// <summary>SHA-256 of the archive, 64 hexadecimal digits: an archive with another is not run.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The API that instances report to, an <c>https:</c> address that they can reach; <c>http:</c> for the machine's own network only.</summary>
    public required Uri ApiUrl { get; init; }

    /// <summary>The registry that images without a cache come from, as <c>123456789012.dkr.ecr.us-east-1.amazonaws.com</c>; null leaves it to each image's reference.</summary>
    public string? FallbackRegistry { get; init; }
}
