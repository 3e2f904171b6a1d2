using System.Diagnostics;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Contracts.History;

/// <summary>Which kinds events are of.</summary>
public static class FleetEventExtensions
{
    /// <summary>The kind that an event is of.</summary>
    public static EventKinds KindOf(this FleetEvent happened) => happened switch
    {
        DecisionMade => EventKinds.Decision,
        HoldsEnded => EventKinds.Hold,
        SlotPhaseChanged => EventKinds.Slot,
        CopyPhaseChanged => EventKinds.Copy,
        CacheEntryChanged or ImageStaged or PurgeAdvanced or PurgeCompleted or OrphanDeleted => EventKinds.Cache,
        LaunchRefused => EventKinds.Capacity,
        EndpointChanged or EndpointSteered => EventKinds.Endpoint,
        null => throw new ArgumentNullException(nameof(happened)),
        _ => throw new UnreachableException($"An event of type {happened.GetType().Name} has no kind."),
    };
}
