using Autoscaler.Grains.Journal;
using Autoscaler.Journal.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Journal;

/// <summary>Registers the journal.</summary>
public static class JournalServiceCollectionExtensions
{
    /// <summary>The health check's name.</summary>
    public const string CheckName = "journal";

    /// <summary>
    /// Keeps history in SQLite, instead of in the memory of <c>AddAutoscalerGrains</c>, and writes what the grains tell: <see cref="JournalWriter"/> is the
    /// <see cref="IFleetJournal"/>, unless the host has one, which then passes on to it. Add it before the grain runtime, so that it is stopped after it and gets its last
    /// events. Safe to call twice.
    /// </summary>
    public static IServiceCollection AddAutoscalerJournal(this IServiceCollection services, Action<JournalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.Any(static service => service.ServiceType == typeof(JournalWriter)))
        {
            return services;
        }

        services.AddOptions<JournalOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<JournalOptions>, JournalOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(JournalWriter.RealTimeKey, TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<JournalInstruments>();
        services.RemoveAll<IJournalStore>();
        services.AddSingleton<IJournalStore>(static services => new SqliteJournalStore(
            services.GetRequiredService<IOptions<JournalOptions>>().Value,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<SqliteJournalStore>>()));
        services.AddSingleton(static services => new JournalWriter(
            services.GetRequiredService<IJournalStore>(),
            services.GetRequiredService<IOptions<JournalOptions>>(),
            services.GetRequiredKeyedService<TimeProvider>(JournalWriter.RealTimeKey),
            services.GetRequiredService<JournalInstruments>(),
            services.GetRequiredService<ILogger<JournalWriter>>()));
        services.TryAddSingleton<IFleetJournal>(static services => services.GetRequiredService<JournalWriter>());
        services.AddSingleton<IHostedService>(static services => services.GetRequiredService<JournalWriter>());
        services.AddHealthChecks().AddCheck<JournalHealthCheck>(CheckName);
        return services;
    }
}
