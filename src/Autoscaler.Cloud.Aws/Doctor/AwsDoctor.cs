using Amazon.EC2;
using Amazon.KeyManagementService;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Prices;

namespace Autoscaler.Cloud.Aws.Doctor;

/// <summary>Looks at an account before it is relied on: changes nothing, and says of each finding what to do about it.</summary>
public static class AwsDoctor
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Checks all that can be checked with these options.</summary>
    /// <param name="options">The fleet's options.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<DoctorReport> ExamineAsync(AwsCloudOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ExamineAsync(new AwsConnection(options.Connection), options, clock, cancellationToken);
    }

    /// <summary>Checks the connection alone: endpoint, credentials, clock.</summary>
    /// <param name="connection">How AWS is called.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<DoctorReport> ExamineAsync(AwsOptions connection, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var (findings, _) = await new CallerCheck(new AwsConnection(connection), new CallDeadline(clock, CheckTimeout), clock).CheckAsync(cancellationToken);
        return new DoctorReport(findings);
    }

    internal static async Task<DoctorReport> ExamineAsync(AwsConnection connection, AwsCloudOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var deadline = new CallDeadline(clock, CheckTimeout);
        var (caller, mayGoOn) = await new CallerCheck(connection, deadline, clock).CheckAsync(cancellationToken);
        var findings = caller.ToBuilder();
        findings.Add(PriceFinding(connection, options));
        if (!mayGoOn)
        {
            findings.Add(DoctorFinding.Skipped("fleet", "nobody is known to call"));
            findings.Add(DoctorFinding.Skipped("permissions", "nobody is known to call"));
            return new DoctorReport(findings.ToImmutable());
        }

        var (ec2Config, kmsConfig) = (connection.Configure(new AmazonEC2Config(), "EC2"), connection.Configure(new AmazonKeyManagementServiceConfig(), "KMS"));
        using var ec2 = connection.Credentials is { } given ? new AmazonEC2Client(given, ec2Config) : new AmazonEC2Client(ec2Config);
        using var kms = connection.Credentials is { } same ? new AmazonKeyManagementServiceClient(same, kmsConfig) : new AmazonKeyManagementServiceClient(kmsConfig);
        findings.AddRange(await TryAsync("fleet", deadline, new FleetCheck(ec2, options).CheckAsync, cancellationToken));
        findings.AddRange(await TryAsync("permissions", deadline, new PermissionCheck(ec2, kms, options).CheckAsync, cancellationToken));
        return new DoctorReport(findings.ToImmutable());
    }

    // A check that cannot be made is a finding too.
    private static async Task<ImmutableArray<DoctorFinding>> TryAsync(
        string name, CallDeadline deadline, Func<CancellationToken, Task<ImmutableArray<DoctorFinding>>> check, CancellationToken cancellationToken)
    {
        try
        {
            return await deadline.RunAsync(name, check, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            return [DoctorFinding.Failed(name, e.Message, "Attach deploy/iam/autoscaler-policy.json to the role that the autoscaler runs as; look at AWS_ENDPOINT_URL_EC2 and AWS_ENDPOINT_URL_KMS.")];
        }
    }

    private static DoctorFinding PriceFinding(AwsConnection connection, AwsCloudOptions options)
    {
        var table = AwsPriceList.Of(options.Prices).Table;
        var found = $"{table.Prices.Count} types of {table.Region}, {table.AsOf:yyyy-MM-dd}; {options.Prices.Overrides.Count} replaced or added";
        return connection.Region is { } region && region != table.Region
            ? DoctorFinding.Warning("prices", found, $"The fleet is in {region}: give a table of its prices (Prices.File), or those that differ (Prices.Overrides).")
            : DoctorFinding.Passed("prices", found);
    }
}
