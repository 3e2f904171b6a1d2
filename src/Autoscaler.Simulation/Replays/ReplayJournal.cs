using System.Text.Json;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Simulation.Replays;

/// <summary>Counts what happens in a replay, hashes it, and writes it down if asked.</summary>
internal sealed class ReplayJournal(TextWriter? events) : IFleetJournal
{
    private readonly SortedDictionary<PlacementClass, int> _placements = [];
    private readonly EventHash _hash = new();

    public SimulatedCloud? Cloud { get; set; }

    public bool Counts { get; set; }

    public int Decisions { get; private set; }

    public int ScaleOuts { get; private set; }

    public int ScaleIns { get; private set; }

    public int InstancesLaunched { get; private set; }

    public int SnapshotHits { get; private set; }

    public int Fallbacks { get; private set; }

    public ulong Hash => _hash.Value;

    public List<TimeSpan> TimesToReady { get; } = [];

    public int PlacementsOf(PlacementClass placementClass) => _placements.GetValueOrDefault(placementClass);

    public void Record(FleetEvent happened)
    {
        var line = JsonSerializer.Serialize(happened, AutoscalerJson.Options);
        _hash.Add(line);
        events?.WriteLine(line);
        switch (happened)
        {
            case DecisionMade made:
                NoteSupply(made.Decision);
                Count(made.Decision);
                break;
            case SlotPhaseChanged { Phase: SlotPhase.Booting } booting when Counts:
                InstancesLaunched++;
                CountImages(booting.Images);
                break;
            case CopyPhaseChanged { TimeToReady: { } timeToReady } when Counts:
                TimesToReady.Add(timeToReady);
                break;
            default:
                break;
        }
    }

    private void Count(ScalingDecision decision)
    {
        if (!Counts)
        {
            return;
        }

        Decisions++;
        ScaleOuts += decision.Placements.IsEmpty ? 0 : 1;
        ScaleIns += decision.Drains.IsEmpty ? 0 : 1;
        foreach (var placement in decision.Placements)
        {
            _placements[placement.Chosen.Class] = PlacementsOf(placement.Chosen.Class) + 1;
        }
    }

    private void CountImages(ImmutableArray<ImageSource> images)
    {
        if (images.Any(image => image.Mechanism is StartupMechanism.Registry or StartupMechanism.RegistryLazy or StartupMechanism.RegistryParallel))
        {
            Fallbacks++;
        }
        else if (!images.IsEmpty)
        {
            SnapshotHits++;
        }
    }

    // What the decision leaves ready or coming: what it found, with what it placed, without what it drained.
    private void NoteSupply(ScalingDecision decision)
    {
        foreach (var component in decision.Components)
        {
            var placed = decision.Placements.Count(placement => placement.Copy.Component == component.Component);
            var drained = decision.Drains.Count(drain => drain.Copy.Component == component.Component);
            Cloud?.NoteSupply(decision.Id.Endpoint, component.Component, component.Ready + component.Coming + placed - drained, decision.At);
        }
    }
}
