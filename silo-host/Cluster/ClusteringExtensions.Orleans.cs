using System.Diagnostics;
using System.Net.Sockets;
using Azure.Data.Tables;
using Azure.Identity;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Autoscaler.SiloHost.Cluster;

/// <summary>Has a silo find the others.</summary>
internal static class ClusteringExtensions
{
    public static ISiloBuilder UseClustering(this ISiloBuilder silo, SiloClusterOptions cluster)
    {
        if (cluster.Clustering == ClusteringKind.Localhost)
        {
            return silo.UseLocalhostClustering(cluster.SiloPort, cluster.GatewayPort, null, cluster.ServiceId, cluster.ClusterId);
        }

        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = cluster.ClusterId;
            options.ServiceId = cluster.ServiceId;
        });
        silo.UseEndpoints(cluster);
        return cluster.Clustering switch
        {
            ClusteringKind.AzureTable => silo.UseAzureStorageClustering(options =>
            {
                options.TableName = cluster.AzureTable.TableName;
                options.TableServiceClient = TableClientOf(cluster.AzureTable);
            }),
            ClusteringKind.DynamoDb => silo.UseDynamoDBClustering(options =>
            {
                options.Service = cluster.DynamoDb.Service;
                options.AccessKey = cluster.DynamoDb.AccessKey;
                options.SecretKey = cluster.DynamoDb.SecretKey;
                options.Token = cluster.DynamoDb.SessionToken;
                options.TableName = cluster.DynamoDb.SiloTable;
                options.UseProvisionedThroughput = false;
                options.CreateIfNotExists = cluster.DynamoDb.CreateTables;
                options.UpdateIfExists = false;
            }),
            _ => throw new UnreachableException(),
        };
    }

    // Listens on every address: in a container the one that others use is not one of its own.
    private static void UseEndpoints(this ISiloBuilder silo, SiloClusterOptions cluster)
    {
        if (cluster.AdvertisedAddress is { } address)
        {
            silo.ConfigureEndpoints(address, cluster.SiloPort, cluster.GatewayPort, listenOnAnyHostAddress: true);
        }
        else
        {
            silo.ConfigureEndpoints(cluster.SiloPort, cluster.GatewayPort, AddressFamily.InterNetwork, listenOnAnyHostAddress: true);
        }
    }

    private static TableServiceClient TableClientOf(AzureTableOptions table) => table.ConnectionString is { } connection
        ? new TableServiceClient(connection)
        : new TableServiceClient(table.Endpoint!, new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = table.ManagedIdentityClientId }));
}
