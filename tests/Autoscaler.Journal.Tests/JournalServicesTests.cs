using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;
using Autoscaler.Journal.Sqlite;
using Autoscaler.Journal.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Journal.Tests;

public sealed class JournalServicesTests
{
    [Fact]
    public async Task Host_WithAJournal_KeepsWhatIsRecordedUntilItsEnd()
    {
        using var folder = new TempFolder();
        var clock = new ManualTime();
        using (var host = Build(folder.File, clock))
        {
            await host.StartAsync();
            var journal = host.Services.GetRequiredService<IFleetJournal>();
            journal.Record(Sample.Changed(Sample.Chat));
            journal.RecordDemand(Sample.Chat, Sample.Llm, Sample.Row(Sample.Chat, Sample.At, 2).Point);
            var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
            Assert.Equal(HealthStatus.Healthy, report.Entries[JournalServiceCollectionExtensions.CheckName].Status);
            await host.StopAsync();
        }

        using var again = Build(folder.File, clock);
        var store = again.Services.GetRequiredService<IJournalStore>();
        var events = await store.ReadEventsAsync(HistoryScope.All, new EventQuery(), CancellationToken.None);
        var demand = await store.ReadDemandAsync(Sample.Chat, new DemandQuery(null, Sample.At, Sample.At.AddMinutes(1), DemandQuery.Fine), CancellationToken.None);
        Assert.IsType<EndpointChanged>(Assert.Single(events.Entries).Event);
        Assert.Equal(2, Assert.Single(Assert.Single(demand.Series).Points).Concurrency);
    }

    [Fact]
    public void AddAutoscalerJournal_Twice_AddsItOnce_AndLeavesTheHostsOwnJournal()
    {
        var own = new OwnJournal();
        var services = new ServiceCollection().AddLogging().AddSingleton<IFleetJournal>(own).AddSingleton<IJournalStore>(new StubStore());
        services.AddAutoscalerJournal(static options => options.MaxEvents = 2_000).AddAutoscalerJournal(static options => options.MaxChanges = 3_000);
        using var provider = services.BuildServiceProvider();

        Assert.Same(own, provider.GetRequiredService<IFleetJournal>());
        Assert.Same(provider.GetRequiredService<JournalWriter>(), Assert.Single(provider.GetServices<IHostedService>().OfType<JournalWriter>()));
        Assert.IsType<SqliteJournalStore>(Assert.Single(provider.GetServices<IJournalStore>()));
        Assert.Single(provider.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations);
        Assert.Equal((2_000, 3_000), (provider.GetRequiredService<IOptions<JournalOptions>>().Value.MaxEvents, provider.GetRequiredService<IOptions<JournalOptions>>().Value.MaxChanges));
    }

    [Fact]
    public void Options_Defaults_AreAsDocumented()
    {
        var options = new JournalOptions();
        Assert.Equal((":memory:", TimeSpan.FromDays(15), 5_000_000, TimeSpan.FromDays(400), 1_000_000), (options.Path, options.EventsKept, options.MaxEvents, options.ChangesKept, options.MaxChanges));
        Assert.Equal((TimeSpan.FromHours(3), TimeSpan.FromDays(15), 400_000), (options.FineDemandKept, options.CoarseDemandKept, options.MaxOpenMinutes));
        Assert.Equal((TimeSpan.FromMilliseconds(250), 50_000, 200_000, TimeSpan.FromSeconds(5)), (options.WritePeriod, options.MaxQueuedEvents, options.MaxQueuedPoints, options.StopTimeout));
        Assert.True(new JournalOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Options_Wrong_AreAllToldAtOnce()
    {
        var wrong = new JournalOptions
        {
            Path = " ",
            EventsKept = TimeSpan.Zero,
            MaxEvents = 0,
            ChangesKept = TimeSpan.Zero,
            MaxChanges = 0,
            FineDemandKept = TimeSpan.FromDays(2),
            CoarseDemandKept = TimeSpan.FromDays(1),
            MaxOpenMinutes = 0,
            WritePeriod = TimeSpan.Zero,
            MaxQueuedEvents = 0,
            MaxQueuedPoints = 0,
            StopTimeout = TimeSpan.Zero,
        };

        var result = new JournalOptionsValidator().Validate(null, wrong);

        Assert.Equal(11, result.Failures!.Count());
        Assert.Contains("CoarseDemandKept: expected no less than FineDemandKept, 2.00:00:00; found 1.00:00:00.", result.Failures!);
        Assert.Contains("WritePeriod: expected 00:00:00.0100000 to 00:00:10; found 00:00:00.", result.Failures!);
    }

    private static IHost Build(string path, TimeProvider clock)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<ILoggerFactory>(static _ => LoggerFactory.Create(static _ => { }));
        builder.Services.AddAutoscalerJournal(options => options.Path = path);
        return builder.Build();
    }

    private sealed class OwnJournal : IFleetJournal
    {
        public void Record(FleetEvent happened)
        {
        }
    }
}
