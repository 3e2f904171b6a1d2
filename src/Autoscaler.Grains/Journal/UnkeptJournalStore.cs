using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Journal;

/// <summary>Keeps nothing: for simulations and benchmarks, which look at events as they happen.</summary>
public sealed class UnkeptJournalStore : IJournalStore
{
    /// <inheritdoc/>
    public Task AppendEventsAsync(ImmutableArray<FleetEvent> events, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task AppendChangeAsync(ChangeRecord change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task AppendDemandAsync(ImmutableArray<DemandRow> rows, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<EventPage> ReadEventsAsync(HistoryScope scope, EventQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(new EventPage([], HasMore: false, Newest: 0, Oldest: 0));

    /// <inheritdoc/>
    public Task<ChangePage> ReadChangesAsync(HistoryScope scope, ChangeQuery query, CancellationToken cancellationToken) => Task.FromResult(new ChangePage([], HasMore: false));

    /// <inheritdoc/>
    public Task<DemandHistory> ReadDemandAsync(EndpointId endpoint, DemandQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Task.FromResult(new DemandHistory(query.Step, []));
    }
}
