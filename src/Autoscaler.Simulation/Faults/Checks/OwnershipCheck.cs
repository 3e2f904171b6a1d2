using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Simulation.Faults.Checks;

/// <summary>Once all has converged: everything live is named by the slot or cache entry that owns it, and everything that those name is live.</summary>
public static class OwnershipCheck
{
    /// <summary>The check's name.</summary>
    public const string Name = "ownership";

    /// <summary>Everything that does not hold of one endpoint.</summary>
    public static ImmutableArray<Finding> Run(EndpointReading endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return
        [
            .. endpoint.Live.Where(live => !IsOwned(endpoint, live)).Select(live => new Finding(
                Name, endpoint.Expected.Id, (live.Origin as ResourceOrigin.Launch)?.Slot.Ordinal,
                $"{live.Resource.Kind} {live.Resource.Id} named by a slot or a cache entry", $"nobody who names it; it was made for {live.Origin}")),
            .. endpoint.Slots.Where(slot => slot.Phase == SlotPhase.Running && !IsLive(endpoint, TaggedResourceKind.Instance, slot.Instance?.Value)).Select(slot => new Finding(
                Name, endpoint.Expected.Id, slot.Slot.Ordinal, $"instance {slot.Instance} of the running slot live", "it is gone")),
            .. endpoint.Cache.Entries.Where(entry => entry.State == CacheEntryState.Ready && !endpoint.Live.Any(live => IsSnapshotOf(live, entry))).Select(entry => new Finding(
                Name, endpoint.Expected.Id, null, $"the snapshot of the ready entry of {entry.Image}, build {entry.Builds}, live", "it is gone")),
        ];
    }

    private static bool IsOwned(EndpointReading endpoint, LiveResource live) => live.Origin switch
    {
        ResourceOrigin.Launch launch => endpoint.Slots.Any(slot => slot.Slot == launch.Slot && slot.Generation == launch.Generation && slot.Instance is not null
            && (live.Resource.Kind == TaggedResourceKind.Volume || slot.Instance.Value.Value == live.Resource.Id)),
        ResourceOrigin.Build build => endpoint.Cache.Entries.Any(entry => entry.Image == build.Image && entry.Builds == build.Attempt
            && entry.State == (live.Resource.Kind is TaggedResourceKind.Builder or TaggedResourceKind.Volume ? CacheEntryState.Building : CacheEntryState.Ready)),
        ResourceOrigin.Encryption => endpoint.View.Phase != EndpointPhase.Absent,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool IsLive(EndpointReading endpoint, TaggedResourceKind kind, string? id) =>
        endpoint.Live.Any(live => live.Resource.Kind == kind && live.Resource.Id == id);

    private static bool IsSnapshotOf(LiveResource live, CacheEntryView entry) =>
        live.Resource.Kind == TaggedResourceKind.Snapshot && live.Origin is ResourceOrigin.Build build && build.Image == entry.Image && build.Attempt == entry.Builds;
}
