using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Capacity;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.SiloHost.Demo;

/// <summary>The simulated cloud behind the demo, on the host's clock.</summary>
internal static class DemoCloud
{
    // Less than a spike asks for, so that launches meet refusals and go elsewhere.
    private const int InstancesOfScarcePool = 4;

    public static IServiceCollection AddDemoCloud(this IServiceCollection services, ulong seed) => services.AddSimulatedCloud(new SimulatedCloudOptions
    {
        Seed = seed,
        Capacity = new CapacityOptions
        {
            Pools = [new PoolLimit(new InstancePool(new("g6.2xlarge"), new("us-east-1a")), InstancesOfScarcePool)],
        },
    });
}
