using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Capacity;
using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.SiloHost.Clouds;

/// <summary>The cloud behind the grains, on the host's clock.</summary>
internal static class HostCloud
{
    // The demo's: less than a spike asks for, so that launches meet refusals and go elsewhere.
    private static readonly CapacityOptions Scarce = new() { Pools = [new PoolLimit(new InstancePool(new("g6.2xlarge"), new("us-east-1a")), 4)] };

    public static IServiceCollection AddHostCloud(this IServiceCollection services, SiloHostOptions options) => services.AddSimulatedCloud(
        new SimulatedCloudOptions { Seed = options.Seed, Capacity = options.PlaysDemo ? Scarce : new CapacityOptions() });
}
