using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.TestKit;

/// <summary>Keeps what people change; it outlives crashes.</summary>
public sealed class KeptChanges : IJournalStore
{
    private readonly List<ChangeRecord> _changes = [];
    // Nothing is written to it: a fleet of tests has a journal of its own for that.
    private readonly MemoryJournalStore _rest = new(TimeProvider.System);

    public IReadOnlyList<ChangeRecord> All => _changes;

    /// <summary>Whether a change cannot be written down.</summary>
    public bool Fails { get; set; }

    public Task AppendChangeAsync(ChangeRecord change, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            throw new InvalidOperationException("The journal is made to fail.");
        }

        ArgumentNullException.ThrowIfNull(change);
        _changes.Add(change with { Number = _changes.Count + 1 });
        return Task.CompletedTask;
    }

    public Task<ChangePage> ReadChangesAsync(HistoryScope scope, ChangeQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(new ChangePage([.. _changes.AsEnumerable().Reverse()], HasMore: false));

    public Task AppendEventsAsync(ImmutableArray<FleetEvent> events, CancellationToken cancellationToken) => _rest.AppendEventsAsync(events, cancellationToken);

    public Task AppendDemandAsync(ImmutableArray<DemandRow> rows, CancellationToken cancellationToken) => _rest.AppendDemandAsync(rows, cancellationToken);

    public Task<EventPage> ReadEventsAsync(HistoryScope scope, EventQuery query, CancellationToken cancellationToken) => _rest.ReadEventsAsync(scope, query, cancellationToken);

    public Task<DemandHistory> ReadDemandAsync(EndpointId endpoint, DemandQuery query, CancellationToken cancellationToken) => _rest.ReadDemandAsync(endpoint, query, cancellationToken);
}
