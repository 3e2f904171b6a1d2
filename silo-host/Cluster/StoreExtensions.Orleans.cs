using Autoscaler.Grains.Storage;
using Orleans.Hosting;

namespace Autoscaler.SiloHost.Cluster;

/// <summary>Has a silo keep grains' state and reminders.</summary>
internal static class StoreExtensions
{
    public static ISiloBuilder UseStores(this ISiloBuilder silo, SiloClusterOptions cluster)
    {
        if (cluster.GrainStorage == StoreKind.DynamoDb)
        {
            silo.AddDynamoDBGrainStorageAsDefault(options =>
            {
                // Without it the key of a record lacks the service id, and two services would share their grains.
                options.ServiceId = cluster.ServiceId;
                options.Service = cluster.DynamoDb.Service;
                options.AccessKey = cluster.DynamoDb.AccessKey;
                options.SecretKey = cluster.DynamoDb.SecretKey;
                options.Token = cluster.DynamoDb.SessionToken;
                options.TableName = cluster.DynamoDb.StateTable;
                options.UseProvisionedThroughput = false;
                options.CreateIfNotExists = cluster.DynamoDb.CreateTables;
                options.UpdateIfExists = false;
                // Conditional writes go by a record's version, which must go on counting over a deletion.
                options.DeleteStateOnClear = false;
                options.GrainStorageSerializer = new VersionedStateSerializer(StateFormat.BrotliJson, VersionedStateSerializer.MaxDynamoDbBytes);
            });
        }
        else
        {
            silo.AddMemoryGrainStorageAsDefault();
        }

        return cluster.Reminders == StoreKind.DynamoDb
            ? silo.UseDynamoDBReminderService(options =>
            {
                options.Service = cluster.DynamoDb.Service;
                options.AccessKey = cluster.DynamoDb.AccessKey;
                options.SecretKey = cluster.DynamoDb.SecretKey;
                options.Token = cluster.DynamoDb.SessionToken;
                options.TableName = cluster.DynamoDb.ReminderTable;
                options.UseProvisionedThroughput = false;
                options.CreateIfNotExists = cluster.DynamoDb.CreateTables;
                options.UpdateIfExists = false;
            })
            : silo.UseInMemoryReminderService();
    }
}
