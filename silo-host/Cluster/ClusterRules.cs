using System.Globalization;
using System.Text.RegularExpressions;
using Autoscaler.SiloHost.Options;

namespace Autoscaler.SiloHost.Cluster;

/// <summary>What options must satisfy, alone and together, for a grain runtime in an environment. Every error is given at once.</summary>
internal static partial class ClusterRules
{
    private const int MaxPort = 65_535;

    /// <summary>All that is wrong.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="runtime">What hosts the grains.</param>
    /// <param name="environment">The host's environment, as Development.</param>
    public static IEnumerable<OptionError> Check(SiloHostOptions options, RuntimeTraits runtime, string environment)
    {
        var cluster = options.Cluster;
        var isDevelopment = environment.Equals("Development", StringComparison.OrdinalIgnoreCase);
        return
        [
            .. CheckRuntime(options, runtime),
            .. CheckCloud(options, isDevelopment),
            .. CheckDurability(options, runtime, environment, isDevelopment),
            .. CheckNames(cluster),
            .. CheckNumbers(cluster),
            .. CheckAzureTable(cluster),
            .. CheckDynamoDb(cluster, environment, isDevelopment),
            .. TlsRules.Check(cluster.Tls),
        ];
    }

    private static OptionError[] CheckRuntime(SiloHostOptions options, RuntimeTraits runtime)
    {
        var (cluster, with) = (options.Cluster, $"with GrainRuntime={runtime.Name}");
        if (runtime.IsCluster)
        {
            return
            [
                .. Unless(options.Speed == 1, CommandLine.SpeedName, $"1, {with}", options.Speed.ToString(CultureInfo.InvariantCulture)),
                .. Unless(options.DataFolder is null, CommandLine.DataName, $"nothing, {with}", options.DataFolder),
            ];
        }

        return
        [
            .. Unless(cluster.Clustering == ClusteringKind.Localhost, Path("Clustering"), $"localhost, {with}", ClusterSection.NameOf(cluster.Clustering)),
            .. Unless(cluster.GrainStorage == StoreKind.Memory, Path("GrainStorage"), $"memory, or {CommandLine.DataName} DIR, {with}", ClusterSection.NameOf(cluster.GrainStorage)),
            .. Unless(cluster.Reminders == StoreKind.Memory, Path("Reminders"), $"memory, {with}", ClusterSection.NameOf(cluster.Reminders)),
            .. Unless(!cluster.Tls.IsOn, Path("Tls:CertificateFile"), $"nothing, {with}", cluster.Tls.CertificateFile),
        ];
    }

    // A real cloud goes by real time, and what was launched there must be remembered; outside of Development anything must.
    private static OptionError[] CheckCloud(SiloHostOptions options, bool isDevelopment) => options.Cloud == CloudKind.Simulated ? [] :
    [
        .. Unless(options.Speed == 1, CommandLine.SpeedName, $"1, with {CommandLine.CloudName} aws", options.Speed.ToString(CultureInfo.InvariantCulture)),
        .. Unless(!options.PlaysDemo, CommandLine.DemoName, $"off, with {CommandLine.CloudName} aws", "on"),
        .. Unless(
            !isDevelopment || options.DataFolder is not null || options.Aws?.GrainStorage is not null || options.Cluster.GrainStorage != StoreKind.Memory, CommandLine.DataName, $"a folder, with {CommandLine.CloudName} aws: what was launched is remembered there", null),
    ];

    // What is in memory is lost with a silo; whoever runs this for real would learn it on the day that one is.
    private static OptionError[] CheckDurability(SiloHostOptions options, RuntimeTraits runtime, string environment, bool isDevelopment)
    {
        if (isDevelopment)
        {
            return [];
        }

        var (cluster, found) = (options.Cluster, $" in the environment {environment}");
        const string outside = "outside the environment Development (DOTNET_ENVIRONMENT=Development to try it out)";
        return runtime.IsCluster
            ?
            [
                .. Unless(cluster.Clustering != ClusteringKind.Localhost, Path("Clustering"), $"azure-table or dynamodb, {outside}", $"localhost{found}"),
                .. Unless(cluster.GrainStorage != StoreKind.Memory, Path("GrainStorage"), $"dynamodb, {outside}", $"memory{found}"),
                .. Unless(cluster.Reminders != StoreKind.Memory, Path("Reminders"), $"dynamodb, {outside}", $"memory{found}"),
            ]
            // With grains in a table the journal alone is gone with the process.
            : Unless(options.DataFolder is not null || options.Aws?.GrainStorage is not null, CommandLine.DataName, $"a folder for the grains' state, {outside}", $"memory{found}");
    }

    private static OptionError[] CheckNames(SiloClusterOptions cluster) =>
    [
        .. Unless(ClusterName().IsMatch(cluster.ClusterId), Path("ClusterId"), "1 to 100 letters, digits, hyphens, dots or underscores", cluster.ClusterId),
        .. Unless(ClusterName().IsMatch(cluster.ServiceId), Path("ServiceId"), "1 to 100 letters, digits, hyphens, dots or underscores", cluster.ServiceId),
    ];

    private static OptionError[] CheckNumbers(SiloClusterOptions cluster)
    {
        var membership = cluster.Membership;
        return
        [
            .. Within(cluster.SiloPort, 1, MaxPort, "SiloPort"),
            .. Within(cluster.GatewayPort, 1, MaxPort, "GatewayPort"),
            .. Unless(cluster.GatewayPort != cluster.SiloPort, Path("GatewayPort"), "another port than SiloPort", Text(cluster.GatewayPort)),
            .. Within(cluster.ResponseTimeout, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), "ResponseTimeout"),
            .. Within(cluster.DrainTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), "DrainTimeout"),
            .. Within(cluster.CollectionAge, TimeSpan.FromMinutes(2), TimeSpan.FromHours(24), "CollectionAge"),
            .. Within(membership.ProbeTimeout, TimeSpan.FromSeconds(0.2), TimeSpan.FromMinutes(1), "Membership:ProbeTimeout"),
            .. Within(membership.MissedProbes, 1, 10, "Membership:MissedProbes"),
            .. Within(membership.Votes, 1, 10, "Membership:Votes"),
            .. Within(membership.TableRefreshPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), "Membership:TableRefreshPeriod"),
            // Else callers of a lost silo give up before they are told that it is lost.
            .. Unless(
                cluster.ResponseTimeout > membership.DetectionTime,
                Path("ResponseTimeout"),
                $"more than Membership:ProbeTimeout × Membership:MissedProbes, {membership.DetectionTime}",
                Text(cluster.ResponseTimeout)),
        ];
    }

    private static OptionError[] CheckAzureTable(SiloClusterOptions cluster)
    {
        if (cluster.Clustering != ClusteringKind.AzureTable)
        {
            return [];
        }

        var table = cluster.AzureTable;
        return
        [
            .. Unless(
                table.ConnectionString is null != table.Endpoint is null,
                Path("AzureTable:ConnectionString"),
                "either it or AzureTable:Endpoint",
                table.Endpoint is null ? null : "both"),
            .. Unless(
                table.Endpoint is null || table.Endpoint.Scheme == Uri.UriSchemeHttps, Path("AzureTable:Endpoint"), "an https URL", table.Endpoint?.OriginalString),
            .. Unless(
                table.ManagedIdentityClientId is null || table.ConnectionString is null,
                Path("AzureTable:ManagedIdentityClientId"),
                "nothing beside AzureTable:ConnectionString",
                table.ManagedIdentityClientId),
            .. Unless(AzureTableName().IsMatch(table.TableName), Path("AzureTable:TableName"), "3 to 63 letters and digits, a letter first", table.TableName),
        ];
    }

    private static OptionError[] CheckDynamoDb(SiloClusterOptions cluster, string environment, bool isDevelopment)
    {
        if (!cluster.UsesDynamoDb)
        {
            return [];
        }

        var tables = cluster.DynamoDb;
        var names = new[] { tables.SiloTable, tables.StateTable, tables.ReminderTable };
        return
        [
            .. Unless(
                tables.Region is null != tables.EmulatorUrl is null,
                Path("DynamoDb:Region"),
                "either it or DynamoDb:EmulatorUrl",
                tables.Region is null ? null : $"{tables.Region} and {tables.EmulatorUrl?.OriginalString}"),
            .. Unless(tables.Region is null || RegionName().IsMatch(tables.Region), Path("DynamoDb:Region"), "an AWS region, as us-east-1", tables.Region),
            .. Unless(
                tables.EmulatorUrl is null || isDevelopment,
                Path("DynamoDb:EmulatorUrl"),
                "nothing outside the environment Development: calls to a URL are signed with made-up credentials",
                $"{tables.EmulatorUrl?.OriginalString} in the environment {environment}"),
            .. Unless(tables.AccessKey is null == tables.SecretKey is null, Path("DynamoDb:SecretKey"), "a secret for DynamoDb:AccessKey, or neither", "one of them"),
            .. Unless(
                tables.SessionToken is null || tables.AccessKey is not null, Path("DynamoDb:SessionToken"), "nothing without DynamoDb:AccessKey", "a token"),
            .. TableName(tables.SiloTable, "SiloTable"),
            .. TableName(tables.StateTable, "StateTable"),
            .. TableName(tables.ReminderTable, "ReminderTable"),
            .. Unless(
                names.Distinct(StringComparer.Ordinal).Count() == names.Length, Path("DynamoDb:StateTable"), "three tables with different names", string.Join(", ", names)),
        ];
    }

    private static OptionError[] TableName(string name, string option) =>
        Unless(DynamoDbTableName().IsMatch(name), Path($"DynamoDb:{option}"), "3 to 255 letters, digits, hyphens, dots or underscores", name);

    private static OptionError[] Within<T>(T value, T least, T most, string option)
        where T : IComparable<T>, IFormattable =>
        Unless(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, Path(option), $"{Text(least)} to {Text(most)}", Text(value));

    private static OptionError[] Unless(bool holds, string option, string expected, string? found) => holds ? [] : [new OptionError(option, expected, found)];

    private static string Path(string option) => $"{ClusterSection.Name}:{option}";

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,100}\z")]
    private static partial Regex ClusterName();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]{2,62}\z")]
    private static partial Regex AzureTableName();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{3,255}\z")]
    private static partial Regex DynamoDbTableName();

    [GeneratedRegex(@"\A[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}\z")]
    private static partial Regex RegionName();
}
