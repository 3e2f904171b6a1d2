using Autoscaler.Cloud.Simulated;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Simulation.Faults.Scenarios;

namespace Autoscaler.Simulation.Faults.Checks;

/// <summary>One endpoint at one time, as its owner, its grains and the cloud see it.</summary>
public sealed record EndpointReading
{
    /// <summary>What it must come to.</summary>
    public required ExpectedEndpoint Expected { get; init; }

    /// <summary>Whether its owner's calls were all acknowledged; what the latest failure said if not.</summary>
    public string? OwnerWaitsFor { get; init; }

    /// <summary>The endpoint's own view.</summary>
    public required EndpointView View { get; init; }

    /// <summary>Its slots as they are stored, by ordinal: reading them wakes none.</summary>
    public required ImmutableArray<SlotReport> Slots { get; init; }

    /// <summary>Its cache as it is stored.</summary>
    public required CacheReport Cache { get; init; }

    /// <summary>The receipts of its purges, oldest first.</summary>
    public ImmutableArray<PurgeReceipt> Receipts { get; init; } = [];

    /// <summary>Copies that the cloud has ready, by the spec's components.</summary>
    public required ImmutableArray<int> ReadyInCloud { get; init; }

    /// <summary>What is live and carries its tag.</summary>
    public required ImmutableArray<LiveResource> Live { get; init; }

    /// <summary>What its journal told last.</summary>
    public ImmutableArray<FleetEvent> History { get; init; } = [];

    /// <summary>All that somebody needs who looks for the cause of a violation.</summary>
    public ImmutableArray<string> Describe() =>
    [
        $"endpoint {View.Phase}, tick {View.TickCount}, acting decisions {View.DecisionCount}" + (OwnerWaitsFor is { } waits ? $", its owner waits: {waits}" : ""),
        .. View.Components.Select(component => $"component {component.Name}: launches stopped {component.LaunchesStopped}, latest {component.Latest}"),
        .. Slots.Select(slot => $"slot {Describe(slot)}"),
        .. View.Slots.Where(known => !Slots.Any(slot => slot.Slot == known.Slot && slot.Version == known.Version)).Select(known => $"the endpoint still knows slot {Describe(known)}"),
        $"cache v{Cache.Version} wanted v{Cache.WantedVersion}: {string.Join(", ", Cache.Entries.Select(Describe))}",
        View.Cache.Version == Cache.Version ? "the endpoint knows the cache so" : $"the endpoint still knows the cache as v{View.Cache.Version} wanted v{View.Cache.WantedVersion}",
        Cache.Purge is { } purge ? $"purge {purge.Number} {purge.Scope} {purge.Phase}, {purge.LiveCount} live" : $"no purge under way, {Receipts.Length} receipts",
        .. Live.Select(live => $"live {live.Resource.Kind} {live.Resource.Id} for {live.Origin}"),
        .. History.Select(FaultJournal.Describe),
    ];

    private static string Describe(SlotReport slot) =>
        $"{slot.Slot.Ordinal} v{slot.Version} intent v{slot.IntentVersion} generation {slot.Generation} {slot.Phase} since {slot.PhaseEnteredAt:HH:mm:ss} {slot.Instance} "
        + $"[{string.Join(' ', slot.Copies.Select(copy => $"{copy.Id}:{copy.Phase}"))}] {slot.Failure}";

    private static string Describe(CacheEntryView entry) => $"{entry.Image} {entry.State} builds {entry.Builds} {entry.Failure}";
}
