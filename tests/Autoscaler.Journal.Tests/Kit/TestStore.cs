using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;
using Autoscaler.Journal.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.Journal.Tests.Kit;

/// <summary>A store of one of the kinds, and the fleet's clock.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly IJournalStore _store;

    public TestStore(StoreKind kind, Action<JournalOptions>? configure = null)
    {
        var options = new JournalOptions { Path = kind == StoreKind.SqliteFile ? _folder.File : JournalOptions.InMemory };
        configure?.Invoke(options);
        _store = kind == StoreKind.Memory ? new MemoryJournalStore(Clock, options.Limits) : new SqliteJournalStore(options, Clock, NullLogger<SqliteJournalStore>.Instance);
    }

    public ManualTime Clock { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();

    public Task AppendAsync(params ImmutableArray<FleetEvent> events) => _store.AppendEventsAsync(events, CancellationToken.None);

    public Task AppendAsync(ChangeRecord change) => _store.AppendChangeAsync(change, CancellationToken.None);

    public Task AppendAsync(params ImmutableArray<DemandRow> rows) => _store.AppendDemandAsync(rows, CancellationToken.None);

    public Task<EventPage> EventsAsync(HistoryScope scope, EventQuery query) => _store.ReadEventsAsync(scope, query, CancellationToken.None);

    public Task<ChangePage> ChangesAsync(HistoryScope scope, ChangeQuery query) => _store.ReadChangesAsync(scope, query, CancellationToken.None);

    public Task<DemandHistory> DemandAsync(EndpointId endpoint, DemandQuery query) => _store.ReadDemandAsync(endpoint, query, CancellationToken.None);

    /// <summary>All that is known of an endpoint in a step.</summary>
    public Task<DemandHistory> DemandAsync(EndpointId endpoint, TimeSpan step) =>
        DemandAsync(endpoint, new DemandQuery(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, step));

    /// <summary>Lets time pass, and has the store look at it, as it does when demand comes.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await LookAsync();
    }

    /// <summary>Has the store write all that is due, and fold and let go what is.</summary>
    public async Task LookAsync()
    {
        for (var i = 0; i < 10; i++)
        {
            // Something of another endpoint is due each time.
            await AppendAsync(Sample.Row(Sample.Other, Now - TimeSpan.FromMinutes(3), concurrency: 1));
        }
    }

    public void Dispose()
    {
        (_store as IDisposable)?.Dispose();
        _folder.Dispose();
    }
}
