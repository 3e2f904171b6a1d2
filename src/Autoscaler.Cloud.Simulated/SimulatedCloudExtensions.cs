using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Registries;
using Autoscaler.Cloud.Simulated.Calls;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;
using Autoscaler.Cloud.Weights;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Autoscaler.Cloud.Simulated;

/// <summary>Registers the simulated cloud behind the ports.</summary>
public static class SimulatedCloudExtensions
{
    /// <summary>
    /// Adds a cloud on the program's <see cref="TimeProvider"/>, and its ports; where there is an <see cref="ICloudLog"/>, the cloud that it tells of. Safe to call twice:
    /// the first cloud stays.
    /// </summary>
    public static IServiceCollection AddSimulatedCloud(this IServiceCollection services, SimulatedCloudOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new SimulatedCloud(options, provider.GetRequiredService<TimeProvider>(), provider.GetService<ICloudLog>()));
        services.TryAddSingleton(static provider => provider.GetRequiredService<SimulatedCloud>().PortsFor(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IInstanceCloud>(static provider => provider.GetRequiredService<SimulatedPorts>().Instances);
        services.TryAddSingleton<ICopyHost>(static provider => provider.GetRequiredService<SimulatedPorts>().Hosts);
        services.TryAddSingleton<IMetricSource>(static provider => provider.GetRequiredService<SimulatedPorts>().Metrics);
        services.TryAddSingleton<ISnapshotStore>(static provider => provider.GetRequiredService<SimulatedPorts>().Snapshots);
        services.TryAddSingleton<IPriceList>(static provider => provider.GetRequiredService<SimulatedPorts>().Prices);
        services.TryAddSingleton<IImageRegistry>(static provider => provider.GetRequiredService<SimulatedPorts>().Registry);
        services.TryAddSingleton<IWeightStore>(static provider => provider.GetRequiredService<SimulatedPorts>().Weights);
        services.TryAddSingleton<IKeyVault>(static provider => provider.GetRequiredService<SimulatedPorts>().Keys);
        services.TryAddSingleton<ITaggedResources>(static provider => provider.GetRequiredService<SimulatedPorts>().Tags);
        return services;
    }
}
