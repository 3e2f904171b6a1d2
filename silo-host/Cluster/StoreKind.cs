namespace Autoscaler.SiloHost.Cluster;

/// <summary>Where grains' state or their reminders are kept.</summary>
internal enum StoreKind
{
    /// <summary><c>memory</c>: lost with the silo that holds it, for development.</summary>
    Memory = 0,

    /// <summary><c>dynamodb</c>: a DynamoDB table.</summary>
    DynamoDb = 1,
}
