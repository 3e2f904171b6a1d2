using Autoscaler.Contracts.Clients;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Autoscaler.Samples.Backend;

/// <summary>Connects to a silo that runs on this machine: <c>dotnet run --project silo-host -p:GrainRuntime=Orleans</c>.</summary>
internal static class BackendHost
{
    // As the silo's Cluster:ClusterId and Cluster:ServiceId.
    private const string ClusterName = "autoscaler";

    public static HostApplicationBuilder UseAutoscaler(this HostApplicationBuilder builder) =>
        builder.UseOrleansClient(static client => client.UseLocalhostClustering(serviceId: ClusterName, clusterId: ClusterName).AddAutoscalerClient());
}
