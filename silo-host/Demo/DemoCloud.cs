using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Capacity;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.SiloHost.Demo;

/// <summary>The simulated cloud behind the demo, on the host's clock.</summary>
internal static class DemoCloud
{
    // Less than a spike asks for, so that launches meet refusals and go elsewhere.
    private const int InstancesOfScarcePool = 4;

    public static IServiceCollection AddDemoCloud(this IServiceCollection services, ulong seed)
    {
        services.AddSingleton(provider => new SimulatedCloud(OptionsFor(seed), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => provider.GetRequiredService<SimulatedCloud>().PortsFor(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IInstanceCloud>(static provider => provider.GetRequiredService<SimulatedPorts>().Instances);
        services.AddSingleton<ICopyHost>(static provider => provider.GetRequiredService<SimulatedPorts>().Hosts);
        services.AddSingleton<IMetricSource>(static provider => provider.GetRequiredService<SimulatedPorts>().Metrics);
        services.AddSingleton<ISnapshotStore>(static provider => provider.GetRequiredService<SimulatedPorts>().Snapshots);
        services.AddSingleton<IPriceList>(static provider => provider.GetRequiredService<SimulatedPorts>().Prices);
        return services;
    }

    private static SimulatedCloudOptions OptionsFor(ulong seed) => new()
    {
        Seed = seed,
        Capacity = new CapacityOptions
        {
            Pools = [new PoolLimit(new InstancePool(new("g6.2xlarge"), new("us-east-1a")), InstancesOfScarcePool)],
        },
    };
}
