using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a grain host to a program.</summary>
public static class GenericHostExtensions
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

    private static TBuilder Add<TBuilder>(TBuilder builder, Action<ISiloBuilder>? configure)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOrleans(builder.Configuration, configure);
        return builder;
    }
}
