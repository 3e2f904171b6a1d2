using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Telemetry;
using Autoscaler.Journal;
using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.SiloHost.Journal;

/// <summary>Registers who is told what the grains tell: the journal, the metrics and, with the demo, the console.</summary>
internal static class FleetJournalExtensions
{
    /// <summary>The journal's file in the data folder.</summary>
    public const string FileName = "journal.db";

    /// <summary>Adds them; before the grain runtime, so that they get its last events.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="output">The console.</param>
    public static IServiceCollection AddFleetJournal(this IServiceCollection services, SiloHostOptions options, TextWriter output)
    {
        services.AddSingleton(output);
        services.AddSingleton<FleetTally>();
        if (options.PlaysDemo)
        {
            services.AddSingleton<EventLines>();
            services.AddSingleton<ConsoleJournal>();
            services.AddHostedService(static provider => provider.GetRequiredService<ConsoleJournal>());
        }

        services.AddSingleton<IFleetJournal>(static provider => new HostJournal(
            [provider.GetRequiredService<JournalWriter>(), provider.GetRequiredService<EventMeter>(), .. provider.GetServices<ConsoleJournal>()]));
        return services.AddAutoscalerJournal(
            journal => journal.Path = options.DataFolder is { } folder ? Path.Combine(folder, FileName) : JournalOptions.InMemory);
    }
}
