using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Grains.Tests.Kit;

/// <summary>Keeps what people changed, can refuse to, and lets a test look at the fleet while it is written down.</summary>
internal sealed class WatchedChanges : IJournalStore
{
    private readonly MemoryJournalStore _rest = new(TimeProvider.System);

    public List<ChangeRecord> Changes { get; } = [];

    public bool Fails { get; set; }

    public Action<ChangeRecord>? OnAppend { get; set; }

    public Task AppendChangeAsync(ChangeRecord change, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            throw new InvalidOperationException("The journal is made to fail.");
        }

        OnAppend?.Invoke(change);
        Changes.Add(change);
        return Task.CompletedTask;
    }

    public Task AppendEventsAsync(ImmutableArray<FleetEvent> events, CancellationToken cancellationToken) => _rest.AppendEventsAsync(events, cancellationToken);

    public Task AppendDemandAsync(ImmutableArray<DemandRow> rows, CancellationToken cancellationToken) => _rest.AppendDemandAsync(rows, cancellationToken);

    public Task<EventPage> ReadEventsAsync(HistoryScope scope, EventQuery query, CancellationToken cancellationToken) => _rest.ReadEventsAsync(scope, query, cancellationToken);

    public Task<ChangePage> ReadChangesAsync(HistoryScope scope, ChangeQuery query, CancellationToken cancellationToken) => _rest.ReadChangesAsync(scope, query, cancellationToken);

    public Task<DemandHistory> ReadDemandAsync(EndpointId endpoint, DemandQuery query, CancellationToken cancellationToken) => _rest.ReadDemandAsync(endpoint, query, cancellationToken);
}
