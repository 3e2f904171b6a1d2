using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Journal;

/// <summary>
/// Where history is kept, outside of grains' state: events and demand, which come in batches and may lose their last second with a process, and what people changed, which is
/// on the disk before it is done. Bounded by time. Safe for use from several threads.
/// </summary>
public interface IJournalStore
{
    /// <summary>Writes events down, in their order; they get their numbers.</summary>
    Task AppendEventsAsync(ImmutableArray<FleetEvent> events, CancellationToken cancellationToken);

    /// <summary>Writes a change down; it gets its number. When the task ends it is kept, whatever happens to the process.</summary>
    Task AppendChangeAsync(ChangeRecord change, CancellationToken cancellationToken);

    /// <summary>Adds to what is known of endpoints over time. A point of a time that is known already adds what it knows itself.</summary>
    Task AppendDemandAsync(ImmutableArray<DemandRow> rows, CancellationToken cancellationToken);

    /// <summary>Reads events of a scope.</summary>
    Task<EventPage> ReadEventsAsync(HistoryScope scope, EventQuery query, CancellationToken cancellationToken);

    /// <summary>Reads changes of a scope, the newest first. Of a tenant's scope are those of its endpoints; of all, also the platform's own.</summary>
    Task<ChangePage> ReadChangesAsync(HistoryScope scope, ChangeQuery query, CancellationToken cancellationToken);

    /// <summary>Reads an endpoint's past.</summary>
    Task<DemandHistory> ReadDemandAsync(EndpointId endpoint, DemandQuery query, CancellationToken cancellationToken);
}

/// <summary>What was learned of one component at one time.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Component">The component.</param>
/// <param name="Point">What was learned.</param>
public readonly record struct DemandRow(EndpointId Endpoint, ComponentName Component, DemandPoint Point);
