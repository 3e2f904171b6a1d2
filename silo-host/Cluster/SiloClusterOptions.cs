using System.Net;

namespace Autoscaler.SiloHost.Cluster;

/// <summary>The configuration section <c>Cluster</c>: how this silo finds others, where it keeps state, how it is reached, how it ends.</summary>
internal sealed record SiloClusterOptions
{
    /// <summary>How silos find each other. Default localhost.</summary>
    public ClusteringKind Clustering { get; init; }

    /// <summary>Where grains keep their state. Default memory, which is refused outside Development.</summary>
    public StoreKind GrainStorage { get; init; }

    /// <summary>Where reminders are kept. Default memory, which is refused outside Development.</summary>
    public StoreKind Reminders { get; init; }

    /// <summary>Silos of one cluster id form one cluster; 1 to 100 letters, digits, hyphens, dots or underscores. Default autoscaler.</summary>
    public string ClusterId { get; init; } = "autoscaler";

    /// <summary>Part of the key of everything stored, so it never changes; 1 to 100 letters, digits, hyphens, dots or underscores. Default autoscaler.</summary>
    public string ServiceId { get; init; } = "autoscaler";

    /// <summary>The port that other silos connect to, 1 to 65,535. Default 11111.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port that clients connect to, 1 to 65,535, not the silo port. Default 30000.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>The address that others reach this silo at; null, the default, is the machine's first that is not loopback.</summary>
    public IPAddress? AdvertisedAddress { get; init; }

    /// <summary>How long a call waits for its answer, 5 s to 5 min. Default 30 s.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stopping silo may take to hand its grains over, 1 s to 10 min. Default 30 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>An activation that nobody called for this long is given up, 2 min to 24 h. Default 15 min: endpoints look at their slots and cache every 5 min.</summary>
    public TimeSpan CollectionAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How soon a silo that is lost is taken for dead.</summary>
    public SiloMembershipOptions Membership { get; init; } = new();

    /// <summary>The Azure table; used with azure-table only.</summary>
    public AzureTableOptions AzureTable { get; init; } = new();

    /// <summary>The DynamoDB tables; used where anything is dynamodb.</summary>
    public DynamoDbOptions DynamoDb { get; init; } = new();

    /// <summary>TLS between silos, and between silos and clients; off by default.</summary>
    public SiloTlsOptions Tls { get; init; } = new();

    /// <summary>Whether anything is kept in DynamoDB.</summary>
    public bool UsesDynamoDb => Clustering == ClusteringKind.DynamoDb || GrainStorage == StoreKind.DynamoDb || Reminders == StoreKind.DynamoDb;
}
