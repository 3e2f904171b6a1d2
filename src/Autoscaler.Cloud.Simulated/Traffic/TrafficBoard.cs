using System.Runtime.InteropServices;
using Autoscaler.Cloud.Simulated.Events;

namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>The desks of all components.</summary>
internal sealed class TrafficBoard(WorldEvents events)
{
    private readonly Dictionary<ComponentKey, ComponentDesk> _desks = [];

    /// <summary>The desk of a component; it is there as soon as anybody asks.</summary>
    public ComponentDesk DeskOf(ComponentKey key)
    {
        ref var desk = ref CollectionsMarshal.GetValueRefOrAddDefault(_desks, key, out _);
        return desk ??= new ComponentDesk(key, events);
    }

    /// <summary>The desk of a component if there is one.</summary>
    public ComponentDesk? Find(ComponentKey key) => _desks.GetValueOrDefault(key);

    /// <summary>All desks, sorted.</summary>
    public ImmutableArray<ComponentDesk> All => [.. _desks.Values.OrderBy(static desk => desk.Key)];
}
