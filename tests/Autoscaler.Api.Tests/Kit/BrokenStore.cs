using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Api.Tests.Kit;

/// <summary>The store in memory, whose changes cannot be read where a test says so.</summary>
internal sealed class BrokenStore(TimeProvider clock) : IJournalStore
{
    private readonly MemoryJournalStore _store = new(clock);

    /// <summary>What reading changes throws; null for nothing.</summary>
    public Exception? Fault { get; set; }

    public Task AppendEventsAsync(ImmutableArray<FleetEvent> events, CancellationToken cancellationToken) => _store.AppendEventsAsync(events, cancellationToken);

    public Task AppendChangeAsync(ChangeRecord change, CancellationToken cancellationToken) => _store.AppendChangeAsync(change, cancellationToken);

    public Task AppendDemandAsync(ImmutableArray<DemandRow> rows, CancellationToken cancellationToken) => _store.AppendDemandAsync(rows, cancellationToken);

    public Task<EventPage> ReadEventsAsync(HistoryScope scope, EventQuery query, CancellationToken cancellationToken) => _store.ReadEventsAsync(scope, query, cancellationToken);

    public Task<ChangePage> ReadChangesAsync(HistoryScope scope, ChangeQuery query, CancellationToken cancellationToken) =>
        Fault is { } fault ? Task.FromException<ChangePage>(fault) : _store.ReadChangesAsync(scope, query, cancellationToken);

    public Task<DemandHistory> ReadDemandAsync(EndpointId endpoint, DemandQuery query, CancellationToken cancellationToken) =>
        _store.ReadDemandAsync(endpoint, query, cancellationToken);
}
