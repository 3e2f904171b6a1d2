using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Autoscaler.Contracts.Clients;

/// <summary>Registers what a platform's backend needs.</summary>
public static class AutoscalerClientExtensions
{
    /// <summary>Adds <see cref="AutoscalerClient"/> to a program that is a client of a cluster. Safe to call twice.</summary>
    public static IClientBuilder AddAutoscalerClient(this IClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddAutoscalerClient();
        return builder;
    }

    /// <summary>Adds <see cref="AutoscalerClient"/> to a program that hosts the grains itself: a silo has a client of its own. Safe to call twice.</summary>
    public static IServiceCollection AddAutoscalerClient(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new AutoscalerClient(
            provider.GetRequiredService<IClusterClient>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<AutoscalerClient>>()));
        return services;
    }
}
