using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.Configuration;

namespace Autoscaler.SiloHost.Cluster;

/// <summary>Reads the configuration section <c>Cluster</c>.</summary>
internal static class ClusterSection
{
    public const string Name = "Cluster";

    private static readonly Dictionary<string, ClusteringKind> ClusteringKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["localhost"] = ClusteringKind.Localhost,
        ["azure-table"] = ClusteringKind.AzureTable,
        ["dynamodb"] = ClusteringKind.DynamoDb,
    };

    private static readonly Dictionary<string, StoreKind> StoreKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["memory"] = StoreKind.Memory,
        ["dynamodb"] = StoreKind.DynamoDb,
    };

    /// <summary>The options; those that cannot be read are at their defaults, and in the errors.</summary>
    public static SiloClusterOptions Read(IConfiguration configuration, ICollection<OptionError> errors)
    {
        var reader = new SectionReader(configuration.GetSection(Name), errors);
        var defaults = new SiloClusterOptions();
        var options = new SiloClusterOptions
        {
            Clustering = reader.Choice(nameof(SiloClusterOptions.Clustering), ClusteringKinds, defaults.Clustering),
            GrainStorage = reader.Choice(nameof(SiloClusterOptions.GrainStorage), StoreKinds, defaults.GrainStorage),
            Reminders = reader.Choice(nameof(SiloClusterOptions.Reminders), StoreKinds, defaults.Reminders),
            ClusterId = reader.Text(nameof(SiloClusterOptions.ClusterId), defaults.ClusterId),
            ServiceId = reader.Text(nameof(SiloClusterOptions.ServiceId), defaults.ServiceId),
            SiloPort = reader.Number(nameof(SiloClusterOptions.SiloPort), defaults.SiloPort),
            GatewayPort = reader.Number(nameof(SiloClusterOptions.GatewayPort), defaults.GatewayPort),
            AdvertisedAddress = reader.Address(nameof(SiloClusterOptions.AdvertisedAddress)),
            ResponseTimeout = reader.Duration(nameof(SiloClusterOptions.ResponseTimeout), defaults.ResponseTimeout),
            DrainTimeout = reader.Duration(nameof(SiloClusterOptions.DrainTimeout), defaults.DrainTimeout),
            CollectionAge = reader.Duration(nameof(SiloClusterOptions.CollectionAge), defaults.CollectionAge),
            Membership = reader.Section(nameof(SiloClusterOptions.Membership), ReadMembership),
            AzureTable = reader.Section(nameof(SiloClusterOptions.AzureTable), ReadAzureTable),
            DynamoDb = reader.Section(nameof(SiloClusterOptions.DynamoDb), ReadDynamoDb),
            Tls = reader.Section(nameof(SiloClusterOptions.Tls), ReadTls),
        };
        reader.RefuseUnknown();
        return options;
    }

    /// <summary>The word that configurations use.</summary>
    public static string NameOf(ClusteringKind kind) => ClusteringKinds.First(named => named.Value == kind).Key;

    /// <summary>The word that configurations use.</summary>
    public static string NameOf(StoreKind kind) => StoreKinds.First(named => named.Value == kind).Key;

    private static SiloMembershipOptions ReadMembership(SectionReader reader)
    {
        var defaults = new SiloMembershipOptions();
        return new SiloMembershipOptions
        {
            ProbeTimeout = reader.Duration(nameof(SiloMembershipOptions.ProbeTimeout), defaults.ProbeTimeout),
            MissedProbes = reader.Number(nameof(SiloMembershipOptions.MissedProbes), defaults.MissedProbes),
            Votes = reader.Number(nameof(SiloMembershipOptions.Votes), defaults.Votes),
            TableRefreshPeriod = reader.Duration(nameof(SiloMembershipOptions.TableRefreshPeriod), defaults.TableRefreshPeriod),
        };
    }

    private static AzureTableOptions ReadAzureTable(SectionReader reader) => new()
    {
        ConnectionString = reader.Text(nameof(AzureTableOptions.ConnectionString)),
        Endpoint = reader.Url(nameof(AzureTableOptions.Endpoint)),
        ManagedIdentityClientId = reader.Text(nameof(AzureTableOptions.ManagedIdentityClientId)),
        TableName = reader.Text(nameof(AzureTableOptions.TableName), new AzureTableOptions().TableName),
    };

    private static DynamoDbOptions ReadDynamoDb(SectionReader reader)
    {
        var defaults = new DynamoDbOptions();
        return new DynamoDbOptions
        {
            Region = reader.Text(nameof(DynamoDbOptions.Region)),
            EmulatorUrl = reader.Url(nameof(DynamoDbOptions.EmulatorUrl)),
            AccessKey = reader.Text(nameof(DynamoDbOptions.AccessKey)),
            SecretKey = reader.Text(nameof(DynamoDbOptions.SecretKey)),
            SessionToken = reader.Text(nameof(DynamoDbOptions.SessionToken)),
            SiloTable = reader.Text(nameof(DynamoDbOptions.SiloTable), defaults.SiloTable),
            StateTable = reader.Text(nameof(DynamoDbOptions.StateTable), defaults.StateTable),
            ReminderTable = reader.Text(nameof(DynamoDbOptions.ReminderTable), defaults.ReminderTable),
            CreateTables = reader.Flag(nameof(DynamoDbOptions.CreateTables), defaults.CreateTables),
        };
    }

    private static SiloTlsOptions ReadTls(SectionReader reader) => new()
    {
        CertificateFile = reader.Text(nameof(SiloTlsOptions.CertificateFile)),
        KeyFile = reader.Text(nameof(SiloTlsOptions.KeyFile)),
        Password = reader.Text(nameof(SiloTlsOptions.Password)),
        AuthorityFile = reader.Text(nameof(SiloTlsOptions.AuthorityFile)),
        HostName = reader.Text(nameof(SiloTlsOptions.HostName)),
    };
}
