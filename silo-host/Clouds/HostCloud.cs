using Autoscaler.Api;
using Autoscaler.Cloud.Aws;
using Autoscaler.Cloud.Aws.CloudWatch;
using Autoscaler.Cloud.Aws.Ecr;
using Autoscaler.Cloud.Aws.S3;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Grains;
using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.SiloHost.Clouds;

/// <summary>The cloud behind the grains, on the host's clock.</summary>
internal static class HostCloud
{
    // The demo's: less than a spike asks for, so that launches meet refusals and go elsewhere.
    private static readonly CapacityOptions Scarce = new() { Pools = [new PoolLimit(new InstancePool(new("g6.2xlarge"), new("us-east-1a")), 4)] };

    public static IServiceCollection AddHostCloud(this IServiceCollection services, SiloHostOptions options) => options.Aws is { } aws
        ? services.AddAws(aws)
        : services.AddSimulatedCloud(new SimulatedCloudOptions { Seed = options.Seed, Capacity = options.PlaysDemo ? Scarce : new CapacityOptions() });

    private static IServiceCollection AddAws(this IServiceCollection services, AwsFleetOptions aws)
    {
        var connection = aws.Cloud.Connection;
        services.AddAwsCloud(aws.Cloud).AddAwsMetrics(connection, aws.Metrics).AddAwsRegistry(connection, aws.Registry).AddAwsWeights(connection).UseAgentHosts();
        services.Configure<FleetOptions>(fleet => fleet.Watching = aws.Watching);
        return services.Configure<ApiOptions>(api =>
        {
            foreach (var secret in aws.FormerSecrets.Prepend(aws.Cloud.TokenSecret))
            {
                api.AgentSecrets.Add(secret);
            }
        });
    }
}
