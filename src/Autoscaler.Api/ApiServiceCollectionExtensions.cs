using Autoscaler.Api.Access;
using Autoscaler.Api.Activations;
using Autoscaler.Api.OpenApi;
using Autoscaler.Api.Streams;
using Autoscaler.Documents;
using Autoscaler.Keys;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Autoscaler.Api;

/// <summary>Registers the HTTP API.</summary>
public static class ApiServiceCollectionExtensions
{
    /// <summary>
    /// Adds the HTTP API's services to a web host that has an <see cref="IGrainFactory"/>, because it is a silo or a client of a cluster. Its routes are added by
    /// <see cref="ApiEndpointRouteBuilderExtensions.MapAutoscalerApi"/>. Safe to call twice.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes limits; null for the defaults.</param>
    public static IServiceCollection AddAutoscalerApi(this IServiceCollection services, Action<ApiOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ApiOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.Any(static service => service.ServiceType == typeof(ApiGate)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(ApiTime.Key, TimeProvider.System);
        services.AddSingleton<ApiGate>();
        services.AddSingleton<FaultAnswers>();
        services.AddSingleton<IStartupFilter, ApiGateFilter>();
        services.AddSingleton<RequestRate>();
        services.AddAutoscalerKeys();
        services.AddOptions<KeyCheckOptions>().Configure<IOptions<ApiOptions>>(static (keys, api) =>
        {
            keys.FailedKeysPerMinute = api.Value.FailedKeysPerMinute;
            keys.LongestSlowing = api.Value.LongestSlowing;
            keys.RememberedKeys = api.Value.RememberedKeys;
            keys.KeyCheckLifetime = api.Value.KeyCheckLifetime;
        });
        services.AddSingleton<ActivationWait>();
        services.AddSingleton<EventStreams>();
        services.AddSingleton<EventTail>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<EventTail>());
        services.AddRouting();
        // The core alone: the rest would keep keys for cookies on the host's disk.
        services.AddAuthenticationCore(static options => options.AddScheme<KeyAuthenticationHandler>(KeyAuthenticationHandler.SchemeName, displayName: null));
        services.AddTransient<KeyAuthenticationHandler>();
        services.AddWebEncoders();
        // The description takes its schemas from these.
        services.ConfigureHttpJsonOptions(static json => AutoscalerJson.ApplyTo(json.SerializerOptions));
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);
        return services;
    }
}
