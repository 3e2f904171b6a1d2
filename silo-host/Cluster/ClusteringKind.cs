namespace Autoscaler.SiloHost.Cluster;

/// <summary>How the silos of a cluster find each other and agree who lives.</summary>
internal enum ClusteringKind
{
    /// <summary><c>localhost</c>: one silo on this machine, for development.</summary>
    Localhost = 0,

    /// <summary><c>azure-table</c>: a table of an Azure storage account.</summary>
    AzureTable = 1,

    /// <summary><c>dynamodb</c>: a DynamoDB table.</summary>
    DynamoDb = 2,
}
