using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.SiloHost.Journal;

/// <summary>What happened to one endpoint, counted.</summary>
internal sealed class EndpointTally
{
    // Copies of a simulated day are some thousands.
    private const int MaxTimes = 100_000;

    private readonly SortedDictionary<PlacementClass, int> _placements = [];
    private readonly List<TimeSpan> _timesToReady = [];

    /// <summary>Copies placed, by class.</summary>
    public IReadOnlyDictionary<PlacementClass, int> Placements => _placements;

    /// <summary>From a copy's order to its readiness; at most the first 100,000.</summary>
    public IReadOnlyList<TimeSpan> TimesToReady => _timesToReady;

    /// <summary>Instances that the cloud gave.</summary>
    public int Launches { get; private set; }

    /// <summary>Launches whose images came from the endpoint's snapshots.</summary>
    public int SnapshotHits { get; private set; }

    /// <summary>Launches that pulled an image from the registry.</summary>
    public int Fallbacks { get; private set; }

    /// <summary>Launches that some pool had no capacity for.</summary>
    public int Refusals { get; private set; }

    /// <summary>Instances let go by a decision.</summary>
    public int Releases { get; private set; }

    public void Add(FleetEvent happened)
    {
        switch (happened)
        {
            case DecisionMade made:
                Add(made.Decision);
                break;
            case SlotPhaseChanged { Phase: SlotPhase.Booting } booting:
                Launches++;
                AddImages(booting.Images);
                break;
            case CopyPhaseChanged { TimeToReady: { } time } when _timesToReady.Count < MaxTimes:
                _timesToReady.Add(time);
                break;
            case LaunchRefused:
                Refusals++;
                break;
            default:
                break;
        }
    }

    private void Add(ScalingDecision decision)
    {
        Releases += decision.Releases.Length;
        foreach (var placement in decision.Placements)
        {
            _placements[placement.Chosen.Class] = _placements.GetValueOrDefault(placement.Chosen.Class) + 1;
        }
    }

    private void AddImages(ImmutableArray<ImageSource> images)
    {
        if (images.Any(static image => image.Mechanism is StartupMechanism.Registry or StartupMechanism.RegistryLazy or StartupMechanism.RegistryParallel))
        {
            Fallbacks++;
        }
        else if (!images.IsEmpty)
        {
            SnapshotHits++;
        }
    }
}
