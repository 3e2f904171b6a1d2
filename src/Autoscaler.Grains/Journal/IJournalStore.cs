using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Journal;

/// <summary>
/// Where history is kept, outside of grains' state: events, which come in batches and may lose their last second with a process; demand, which may lose its last two
/// minutes; and what people changed, which is on the disk before it is done. Bounded by time and number. Safe for use from several threads.
/// </summary>
public interface IJournalStore
{
    /// <summary>Writes events down, in their order; they get their numbers.</summary>
    Task AppendEventsAsync(ImmutableArray<FleetEvent> events, CancellationToken cancellationToken);

    /// <summary>Writes a change down; it gets its number. When the task ends it is kept, whatever happens to the process.</summary>
    Task AppendChangeAsync(ChangeRecord change, CancellationToken cancellationToken);

    /// <summary>
    /// Adds to what is known of endpoints over time. A point of a step that is known already adds what it knows itself, so the same may be told twice. A point that is
    /// older than fine points are kept, or of the future, is not taken.
    /// </summary>
    Task AppendDemandAsync(ImmutableArray<DemandRow> rows, CancellationToken cancellationToken);

    /// <summary>Reads events of a scope. <see cref="EventPage.Newest"/> is the last number that was given out, even when its event is no longer kept.</summary>
    Task<EventPage> ReadEventsAsync(HistoryScope scope, EventQuery query, CancellationToken cancellationToken);

    /// <summary>Reads changes of a scope, the newest first. Of a tenant's scope are those of its endpoints; of all, also the platform's own.</summary>
    Task<ChangePage> ReadChangesAsync(HistoryScope scope, ChangeQuery query, CancellationToken cancellationToken);

    /// <summary>Reads an endpoint's past: a series for each component of which anything is known in that time. Concurrency and arrivals are kept to five digits.</summary>
    Task<DemandHistory> ReadDemandAsync(EndpointId endpoint, DemandQuery query, CancellationToken cancellationToken);
}

/// <summary>What was learned of one component at one time.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Component">The component.</param>
/// <param name="Point">What was learned.</param>
public readonly record struct DemandRow(EndpointId Endpoint, ComponentName Component, DemandPoint Point);
