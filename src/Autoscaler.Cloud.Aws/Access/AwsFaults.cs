using System.Collections.Frozen;
using System.Net;
using Amazon.Runtime;

namespace Autoscaler.Cloud.Aws.Access;

/// <summary>What an error code of AWS means to a caller.</summary>
internal static class AwsFaults
{
    /// <summary>How long to wait after throttling that outlasted the SDK's own retries.</summary>
    public static readonly TimeSpan ThrottleDelay = TimeSpan.FromSeconds(5);

    private static readonly FrozenSet<string> Throttling = new[]
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "RequestLimitExceeded", "TooManyRequestsException",
        "ProvisionedThroughputExceededException", "BandwidthLimitExceeded", "PriorRequestNotComplete", "EC2ThrottledException", "SlowDown",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Whoever calls cannot call at all just now: nothing was said of the request itself.
    private static readonly FrozenSet<string> Caller = new[]
    {
        "AuthFailure", "ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch",
        "InvalidSignatureException", "IncompleteSignature", "MissingAuthenticationToken", "OptInRequired", "Blocked", "PendingVerification",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether AWS said to call less often.</summary>
    public static bool IsThrottled(AmazonServiceException fault) => IsThrottling(fault.ErrorCode) || fault.StatusCode == HttpStatusCode.TooManyRequests;

    /// <summary>Whether a code says to call less often.</summary>
    public static bool IsThrottling(string? code) => code is not null && Throttling.Contains(code);

    /// <summary>Whether the request itself was understood and refused, so that the same one is refused again: not the network's, the service's or the credentials' fault.</summary>
    public static bool IsRefused(AmazonServiceException fault) =>
        fault.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError && fault.ErrorCode is { Length: > 0 } code && !Caller.Contains(code) && !IsThrottled(fault);

    /// <summary>Whether what was named is not there: <c>InvalidVolume.NotFound</c>, <c>InvalidLaunchTemplateName.NotFoundException</c>, <c>NotFoundException</c> and so on.</summary>
    public static bool IsNotFound(AmazonServiceException fault) => fault.ErrorCode is { } code && code.Contains("NotFound", StringComparison.Ordinal);

    /// <summary>What AWS said, for people: code and message, without the encoded part that can be thousands of characters long.</summary>
    public static string Describe(string? code, string? message)
    {
        const int most = 500;
        var text = message ?? string.Empty;
        var encoded = text.IndexOf("Encoded authorization failure message", StringComparison.Ordinal);
        text = encoded >= 0 ? text[..encoded].TrimEnd() : text;
        return $"{code}: {(text.Length > most ? $"{text[..most]}…" : text)}";
    }

    /// <inheritdoc cref="Describe(string?, string?)"/>
    public static string Describe(AmazonServiceException fault) => Describe(fault.ErrorCode, fault.Message);
}
