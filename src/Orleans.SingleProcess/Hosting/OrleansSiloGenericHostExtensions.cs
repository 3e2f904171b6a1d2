using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.SingleProcess;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a grain host to a program.</summary>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Adds the grain host.</summary>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder) => Add(hostAppBuilder, null);

    /// <summary>Adds the grain host.</summary>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate) =>
        Add(hostAppBuilder, configureDelegate);

    /// <summary>Adds the grain host.</summary>
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder) => Add(hostAppBuilder, null);

    /// <summary>Adds the grain host.</summary>
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate) =>
        Add(hostAppBuilder, configureDelegate);

    /// <summary>Adds the grain host; a second call configures the same host further. All its time comes from the registered <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddOrleans(this IServiceCollection services, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return services.AddOrleans(ConfigurationOf(services), configureDelegate);
    }

    private static TBuilder Add<TBuilder>(TBuilder builder, Action<ISiloBuilder>? configure)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOrleans(builder.Configuration, configure);
        return builder;
    }

    private static IConfiguration ConfigurationOf(IServiceCollection services) =>
        (IConfiguration?)services.LastOrDefault(static service => service.ServiceType == typeof(IConfiguration))?.ImplementationInstance
        ?? new ConfigurationBuilder().Build();
}
