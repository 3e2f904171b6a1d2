using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.SingleProcess;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a grain host to a program's services.</summary>
public static class OrleansSiloServiceCollectionExtensions
{
    /// <summary>Adds the grain host; a second call configures the same host further. All its time comes from the registered <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddOrleans(this IServiceCollection services, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return services.AddOrleans(ConfigurationOf(services), configureDelegate);
    }

    internal static IServiceCollection AddOrleans(
        this IServiceCollection services, IConfiguration configuration, Action<ISiloBuilder>? configureDelegate)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new LiveScheduler(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => new Silo(
            provider, provider.GetRequiredService<LiveScheduler>(), provider.GetRequiredService<ILogger<Silo>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SiloHostedService>());
        services.AddSiloParts();
        configureDelegate?.Invoke(new SiloBuilder(services, configuration));
        return services;
    }

    /// <summary>What a host needs beside its scheduler, live or simulated.</summary>
    internal static void AddSiloParts(this IServiceCollection services)
    {
        services.AddOptions();
        services.AddMetrics();
        services.TryAddSingleton<IClusterClient>(static provider => provider.GetRequiredService<Silo>().References);
        services.TryAddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<IClusterClient>());
    }

    private static IConfiguration ConfigurationOf(IServiceCollection services) =>
        (IConfiguration?)services.LastOrDefault(static service => service.ServiceType == typeof(IConfiguration))?.ImplementationInstance
        ?? new ConfigurationBuilder().Build();
}
