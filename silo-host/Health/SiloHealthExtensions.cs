using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.SiloHost.Health;

/// <summary>Registers the silo's health.</summary>
internal static class SiloHealthExtensions
{
    /// <summary>The check's name.</summary>
    public const string CheckName = "silo";

    /// <summary>A check with this tag says whether traffic may come.</summary>
    public const string ReadyTag = "ready";

    /// <summary>Adds the check: what it looks at is the grain runtime's.</summary>
    public static IServiceCollection AddSiloHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<SiloHealthCheck>(CheckName, tags: [ReadyTag]);
        return services;
    }
}
