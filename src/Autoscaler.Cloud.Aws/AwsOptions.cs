namespace Autoscaler.Cloud.Aws;

/// <summary>
/// Where AWS is and how it is called. Credentials come by the SDK's own chain, and an endpoint other than AWS's by the standard variables
/// <c>AWS_ENDPOINT_URL</c> and <c>AWS_ENDPOINT_URL_SERVICE</c>.
/// </summary>
public sealed record AwsOptions
{
    /// <summary>The Region, as <c>us-east-1</c>; null takes the SDK's own chain: AWS_REGION, the profile, the instance.</summary>
    public string? Region { get; init; }
}
