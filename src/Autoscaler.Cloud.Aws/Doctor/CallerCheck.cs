using System.Globalization;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Autoscaler.Cloud.Aws.Access;

namespace Autoscaler.Cloud.Aws.Doctor;

/// <summary>Whether AWS is reached, knows who calls, and has the same time.</summary>
internal sealed class CallerCheck(AwsConnection connection, CallDeadline deadline, TimeProvider clock)
{
    // Beyond 5 min signatures are refused; 30 s is more than any clock that is kept should be off.
    private static readonly TimeSpan RefusedSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OddSkew = TimeSpan.FromSeconds(30);

    private const string CredentialsFix =
        "Give credentials: a role of the machine or pod, AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (with AWS_SESSION_TOKEN for those that expire).";

    private DateTimeOffset? _serverTime;

    /// <summary>The findings; and whether more can be asked.</summary>
    public async Task<(ImmutableArray<DoctorFinding> Findings, bool MayGoOn)> CheckAsync(CancellationToken cancellationToken)
    {
        var place = connection.EndpointOf("STS")?.ToString() ?? $"AWS, Region {connection.Region ?? "as the SDK finds it"}";
        try
        {
            var config = connection.Configure(new AmazonSecurityTokenServiceConfig(), "STS");
            using var client = connection.Credentials is { } given ? new AmazonSecurityTokenServiceClient(given, config) : new AmazonSecurityTokenServiceClient(config);
            client.AfterResponseEvent += (_, arguments) => _serverTime = TimeOf(arguments) ?? _serverTime;
            client.ExceptionEvent += (_, arguments) => _serverTime = TimeOf(arguments) ?? _serverTime;
            var identity = await deadline.RunAsync("GetCallerIdentity", cancel => client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancel), cancellationToken);
            return ([DoctorFinding.Passed("endpoint", place), DoctorFinding.Passed("credentials", $"account {identity.Account}, {identity.Arn}"), Clock()], true);
        }
        catch (HttpRequestException e) when (e.StatusCode is not null)
        {
            return ([DoctorFinding.Passed("endpoint", place), DoctorFinding.Failed("credentials", e.Message, CredentialsFix), Clock()], false);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            var isCredentials = e.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase);
            return isCredentials
                ? ([DoctorFinding.Skipped("endpoint", place), DoctorFinding.Failed("credentials", e.Message, CredentialsFix), Clock()], false)
                : ([DoctorFinding.Failed("endpoint", $"{place}: {e.Message}", "Look at the network and proxy of this machine, at the Region, and at AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_STS."), DoctorFinding.Skipped("credentials", "the endpoint was not reached"), Clock()], false);
        }
        catch (AmazonClientException e)
        {
            // The SDK's own chain found none, or no Region.
            return ([DoctorFinding.Skipped("endpoint", place), DoctorFinding.Failed("credentials", e.Message.ReplaceLineEndings(" "), CredentialsFix), Clock()], false);
        }
    }

    private static DateTimeOffset? TimeOf(EventArgs arguments)
    {
        var headers = (arguments as WebServiceResponseEventArgs)?.ResponseHeaders;
        return headers is not null && headers.TryGetValue("Date", out var date) && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, out var time) ? time : null;
    }

    private DoctorFinding Clock()
    {
        if (_serverTime is not { } theirs)
        {
            return DoctorFinding.Skipped("clock", "no answer told the time");
        }

        var skew = clock.GetUtcNow() - theirs;
        var found = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(skew.TotalSeconds):0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} AWS");
        const string fix = "Have this machine's clock kept by NTP (chrony, or the Amazon Time Sync Service at 169.254.169.123).";
        return skew.Duration() > RefusedSkew ? DoctorFinding.Failed("clock", found, fix)
            : skew.Duration() > OddSkew ? DoctorFinding.Warning("clock", found, fix)
            : DoctorFinding.Passed("clock", found);
    }
}
