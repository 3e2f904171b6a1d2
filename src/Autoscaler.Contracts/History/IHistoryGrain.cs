using Autoscaler.Contracts.Access;

namespace Autoscaler.Contracts.History;

/// <summary>Reads what happened, within a scope; its key is <see cref="HistoryScope.ToString"/>. It keeps nothing itself: history lies in the journal's store.</summary>
[Alias("autoscaler.IHistoryGrain")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>Events, in the order in which they were written down.</summary>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("GetEvents")]
    Task<EventPage> GetEventsAsync(EventQuery query, CancellationToken cancellationToken);

    /// <summary>What people changed, the newest first.</summary>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("GetChanges")]
    Task<ChangePage> GetChangesAsync(ChangeQuery query, CancellationToken cancellationToken);

    /// <summary>Demand and copies over time. For the scope of one endpoint alone; any other has no series.</summary>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("GetDemand")]
    Task<DemandHistory> GetDemandAsync(DemandQuery query, CancellationToken cancellationToken);
}
