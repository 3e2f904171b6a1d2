using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Orleans.SingleProcess;

/// <summary>Registers a host's own services.</summary>
internal static class SiloServices
{
    public static IServiceCollection AddOrleans(
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
    public static void AddSiloParts(this IServiceCollection services)
    {
        services.AddOptions();
        services.AddMetrics();
        services.TryAddSingleton<IClusterClient>(static provider => provider.GetRequiredService<Silo>().References);
        services.TryAddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<IClusterClient>());
    }
}
