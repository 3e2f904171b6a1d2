using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Simulation.CacheLives;

/// <summary>Counts what caches do.</summary>
internal sealed class CacheLifeJournal : IFleetJournal
{
    private readonly SortedSet<(EndpointId Endpoint, int Slot, int Generation)> _booted = [];

    public int Built { get; private set; }

    public int Suspect { get; private set; }

    public int SnapshotHits { get; private set; }

    public int Fallbacks { get; private set; }

    public int DiskHits { get; private set; }

    /// <summary>Entries as they were when they were purged.</summary>
    public List<(EndpointId Endpoint, CacheEntryView Entry)> Purged { get; } = [];

    /// <summary>The phase that each endpoint's purge entered last.</summary>
    public Dictionary<EndpointId, PurgePhase> Purges { get; } = [];

    public void Record(FleetEvent happened)
    {
        switch (happened)
        {
            case CacheEntryChanged { Entry.State: CacheEntryState.Ready }:
                Built++;
                break;
            case CacheEntryChanged { Entry.State: CacheEntryState.Suspect }:
                Suspect++;
                break;
            case CacheEntryChanged { Entry.State: CacheEntryState.Purged } purged:
                Purged.Add((purged.Endpoint, purged.Entry));
                break;
            case SlotPhaseChanged { Phase: SlotPhase.Booting } booting when _booted.Add((booting.Endpoint, booting.Slot, booting.Generation)):
                Count(booting.Images);
                break;
            case DecisionMade made:
                DiskHits += made.Decision.Placements.Count(static placement => placement.Chosen.Class is PlacementClass.WarmWithImage or PlacementClass.WarmWithWeights);
                break;
            case PurgeAdvanced { Scope: PurgeScope.Endpoint } purge:
                Purges[purge.Endpoint] = purge.Step.Phase;
                break;
            default:
                break;
        }
    }

    private void Count(ImmutableArray<ImageSource> images)
    {
        if (images.Any(static image => image.Build is null))
        {
            Fallbacks++;
        }
        else if (!images.IsEmpty)
        {
            SnapshotHits++;
        }
    }
}
