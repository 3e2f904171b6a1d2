using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Autoscaler.Keys;

/// <summary>Registers the look-up of keys.</summary>
public static class KeysServiceCollectionExtensions
{
    /// <summary>Adds <see cref="KeyCheck"/>: one for whatever lets people in, so that guesses count together. Safe to call twice.</summary>
    public static IServiceCollection AddAutoscalerKeys(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.TryAddKeyedSingleton(KeyTime.Key, TimeProvider.System);
        services.TryAddSingleton<FailedKeys>();
        services.TryAddSingleton<KeyCheck>();
        return services;
    }
}
