using Amazon.Runtime;
using Autoscaler.Cloud.Aws.Access;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>Connections to a server that a test started, with credentials that are secret nowhere else.</summary>
internal static class TestAws
{
    public const string AccessKey = "AKIAEXAMPLE000000001";
    public const string SecretKey = "secret/key/that/no/log/may/hold";
    public const string SessionToken = "session-token-that-no-log-may-hold";

    /// <summary>What no log and no exception may hold.</summary>
    public static readonly ImmutableArray<string> Secrets = [SecretKey, SessionToken];

    /// <summary>A connection.</summary>
    public static AwsConnection To(Uri server, AWSCredentials? credentials = null) => new(
        new AwsOptions { Region = "us-east-1", EndpointUrl = server, RequestTimeout = TimeSpan.FromSeconds(10), MaxRetries = 4 },
        credentials ?? new SessionAWSCredentials(AccessKey, SecretKey, SessionToken),
        static _ => null);
}
