using Autoscaler.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Autoscaler.SiloHost.Health;

/// <summary>Registers the program's health, and serves it.</summary>
internal static class SiloHealthExtensions
{
    /// <summary>The silo's check.</summary>
    public const string SiloName = "silo";

    /// <summary>The check of the grains' storage.</summary>
    public const string StorageName = "storage";

    /// <summary>A check with this tag says whether traffic may come.</summary>
    public const string ReadyTag = "ready";

    // A probe must not hang where storage does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Adds the checks, once the journal is there: what the silo's looks at is the grain runtime's.</summary>
    public static IServiceCollection AddSiloHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<SiloHealthCheck>(SiloName, tags: [ReadyTag], timeout: Patience)
            .AddCheck<StorageHealthCheck>(StorageName, tags: [ReadyTag], timeout: Patience);

        // The journal brings a check of its own, and does not know what it is good for here.
        return services.PostConfigure<HealthCheckServiceOptions>(static health =>
            health.Registrations.Single(static check => check.Name == JournalServiceCollectionExtensions.CheckName).Tags.Add(ReadyTag));
    }

    /// <summary>Serves <c>/health/live</c>, which says that the program answers, and <c>/health/ready</c>, which says that it can do its work. Neither asks for a key.</summary>
    public static IEndpointRouteBuilder MapSiloHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = static check => check.Tags.Contains(ReadyTag), ResponseWriter = WriteAsync });
        return routes;
    }

    // Names and states alone: whoever asks has shown no key.
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        var checks = report.Entries.OrderBy(static check => check.Key, StringComparer.Ordinal).Select(static check => $"{check.Key}: {check.Value.Status}");
        return context.Response.WriteAsync($"{report.Status}\n{string.Join('\n', checks)}\n", context.RequestAborted);
    }
}
