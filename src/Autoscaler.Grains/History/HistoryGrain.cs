using Autoscaler.Contracts.History;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Grains.History;

/// <summary>Reads the journal's store within a scope.</summary>
internal sealed class HistoryGrain(IJournalStore store) : Grain, IHistoryGrain
{
    private HistoryScope Scope => HistoryScope.Parse(this.GetPrimaryKeyString());

    public Task<EventPage> GetEventsAsync(EventQuery query, CancellationToken cancellationToken) => store.ReadEventsAsync(Scope, query, cancellationToken);

    public Task<ChangePage> GetChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => store.ReadChangesAsync(Scope, query, cancellationToken);

    public Task<DemandHistory> GetDemandAsync(DemandQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Scope is { Tenant: { } tenant, Endpoint: { } name }
            ? store.ReadDemandAsync(new EndpointId(tenant, name), query, cancellationToken)
            : Task.FromResult(new DemandHistory(query.Step, []));
    }
}
