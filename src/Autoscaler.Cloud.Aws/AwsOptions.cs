namespace Autoscaler.Cloud.Aws;

/// <summary>
/// Where AWS is and how it is called. Credentials come by the SDK's own chain, and an endpoint other than AWS's by the standard variables
/// <c>AWS_ENDPOINT_URL_SERVICE</c> and <c>AWS_ENDPOINT_URL</c>.
/// </summary>
public sealed record AwsOptions
{
    /// <summary>The Region, as <c>us-east-1</c>; null takes the SDK's own chain: AWS_REGION, the profile, the instance.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Where all services are, as <c>http://127.0.0.1:5000</c>; null takes <c>AWS_ENDPOINT_URL_SERVICE</c>, then <c>AWS_ENDPOINT_URL</c>, then AWS itself.
    /// </summary>
    public Uri? EndpointUrl { get; init; }

    /// <summary>How long one HTTP request may take before it is given up and, where it may be, made again. 1 s to 5 min; default 20 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long one call may take, its requests, retries and pages together. At least <see cref="RequestTimeout"/>, at most 15 min; default 60 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a request is made again after a fault or throttling, by the SDK's standard mode (back-off with jitter). 0 to 10; default 3.</summary>
    public int MaxRetries { get; init; } = 3;
}
