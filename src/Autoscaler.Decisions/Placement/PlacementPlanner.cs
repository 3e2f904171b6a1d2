using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Decisions.Placement;

/// <summary>
/// Finds places for copies: undrain, then running instances by what lies on their disks, then instances that boot, then new ones. Every placement keeps the best option
/// of each class that was not taken.
/// </summary>
internal sealed class PlacementPlanner(EndpointSnapshot snapshot, FleetDraft draft, StartupTimes times)
{
    // Of one placement so many untaken options are kept.
    private const int MaxNotTaken = 4;

    private readonly ImmutableArray<CopyPlacement>.Builder _placements = ImmutableArray.CreateBuilder<CopyPlacement>();
    private readonly NewInstances _newInstances = new(snapshot, draft, times);
    private readonly StartupMechanism _pull = Pull.MechanismOf(snapshot.Spec.Cache);

    public long NextCopy { get; private set; } = snapshot.NextCopy;

    public ImmutableArray<CopyPlacement> Placements => _placements.ToImmutable();

    public ImmutableArray<InstanceLaunch> Launches => _newInstances.Launches;

    /// <summary>Places up to <paramref name="count"/> copies.</summary>
    /// <param name="component">The component.</param>
    /// <param name="count">Copies that are missing.</param>
    /// <param name="mayStart">Whether copies may be started; if not, only draining ones come back.</param>
    /// <returns>What kept it from placing all.</returns>
    public ScalingLimit Place(ComponentSpec component, int count, bool mayStart)
    {
        var candidates = Existing(component, mayStart);
        if (candidates.Count > 0)
        {
            candidates.Sort();
            var anew = mayStart ? _newInstances.Preview(component) : null;
            for (var i = 0; i < candidates.Count && count > 0; i++)
            {
                var notTaken = NotTaken(candidates, i + 1, anew);
                for (var used = 0; used < candidates[i].Room && count > 0; used++, count--)
                {
                    Take(component, candidates[i], notTaken);
                }
            }
        }

        return count == 0 ? ScalingLimit.None : mayStart ? PlaceOnNew(component, count) : ScalingLimit.Runaway;
    }

    private ScalingLimit PlaceOnNew(ComponentSpec component, int count)
    {
        while (count > 0)
        {
            if (_newInstances.Launch(component) is not { } launch)
            {
                return _newInstances.Limit;
            }

            for (var used = 0; used < launch.Candidate.Room && count > 0; used++, count--)
            {
                Take(component, launch.Candidate, launch.NotTaken);
            }
        }

        return ScalingLimit.None;
    }

    private void Take(ComponentSpec component, PlacementCandidate candidate, ImmutableArray<PlacementOption> notTaken)
    {
        if (candidate.Undrain is { } draining)
        {
            candidate.Slot.SetGoal(draining.Order.Id, CopyGoal.Run, null);
            _placements.Add(new CopyPlacement(draining.Order.Id, candidate.Option, notTaken));
            return;
        }

        var id = new CopyId(component.Name, NextCopy++);
        candidate.Slot.Add(new CopyIntent
        {
            Order = CopyOrder.For(snapshot.Spec.Id, component, id, _pull, snapshot.Now),
            Decision = snapshot.DecisionId,
            ExpectedReadyAt = candidate.Option.ExpectedReadyAt,
            ReadyDeadline = snapshot.Now + snapshot.Spec.Limits.CopyDeadline,
        });
        _placements.Add(new CopyPlacement(id, candidate.Option, notTaken));
    }

    private List<PlacementCandidate> Existing(ComponentSpec component, bool mayStart)
    {
        var candidates = new List<PlacementCandidate>(draft.Slots.Count);
        foreach (var slot in draft.Slots)
        {
            if (slot.Type is null || !slot.TakesCopies)
            {
                continue;
            }

            if (slot.Source is { } source)
            {
                AddDraining(candidates, component, slot, source);
            }

            if (mayStart && slot.RoomFor(component.AcceleratorsPerCopy, component.MemoryPerCopy) is var room and > 0)
            {
                candidates.Add(CandidateOn(component, slot, room));
            }
        }

        return candidates;
    }

    private void AddDraining(List<PlacementCandidate> candidates, ComponentSpec component, DraftSlot slot, FleetSlot source)
    {
        foreach (var copy in source.Copies)
        {
            if (copy.State == FleetCopyState.Draining && copy.Id.Component == component.Name && copy.Intent.Order.Runs(component)
                && copy.Status?.Phase is CopyPhase.Ready or CopyPhase.Draining)
            {
                candidates.Add(new PlacementCandidate
                {
                    Class = PlacementClass.Undrain,
                    Slot = slot,
                    Mechanism = StartupMechanism.Disk,
                    ExpectedReadyAt = snapshot.Now,
                    Room = 1,
                    Undrain = copy.Intent,
                });
            }
        }
    }

    private PlacementCandidate CandidateOn(ComponentSpec component, DraftSlot slot, int room)
    {
        if (slot.State == FleetSlotState.Coming || slot.Source is null)
        {
            var mechanism = MechanismOnComing(component, slot);
            return new PlacementCandidate
            {
                Class = PlacementClass.Booting,
                Slot = slot,
                Mechanism = mechanism,
                ExpectedReadyAt = ReadyOnComing(component, slot, mechanism),
                Room = room,
            };
        }

        var disk = slot.Source.Report.Disk;
        var hasImage = StartupTimes.HasImage(component, disk);
        var placementClass = !hasImage ? PlacementClass.WarmBare
            : StartupTimes.HasWeights(component, disk) ? PlacementClass.WarmWithWeights
            : PlacementClass.WarmWithImage;
        return new PlacementCandidate
        {
            Class = placementClass,
            Slot = slot,
            Mechanism = hasImage ? StartupMechanism.Disk : _pull,
            ExpectedReadyAt = snapshot.Now + times.OnRunningInstance(component, slot.Type!.Name, disk, _pull),
            Room = room,
        };
    }

    // What the launch found is known once it has begun; until then, what it will find.
    private StartupMechanism MechanismOnComing(ComponentSpec component, DraftSlot slot) => FoundBy(slot, component.Image.Digest)
        ?? (WillFind(slot, component.Image.Digest) ? _newInstances.MechanismOf(component).Mechanism : _pull);

    // As the image's; weights without a volume are fetched.
    private StartupMechanism? VolumeOnComing(ComponentSpec component, DraftSlot slot)
    {
        if (component.Weights is not { } weights)
        {
            return null;
        }

        var content = WeightsContent.IdOf(weights.Version);
        return FoundBy(slot, content) ?? (WillFind(slot, content) ? WeightsVolume.MechanismOf(component, snapshot.Spec.Cache, snapshot.Cache) : null);
    }

    private static StartupMechanism? FoundBy(DraftSlot slot, ImageDigest content)
    {
        foreach (var source in slot.Source?.Report.Images ?? [])
        {
            if (source.Image == content)
            {
                return source.Mechanism;
            }
        }

        return null;
    }

    private static bool WillFind(DraftSlot slot, ImageDigest content) => slot.Source?.Report.Images.IsEmpty != false && slot.IsLaunchedWith(content);

    // On an instance that boots, a copy waits for the boot; whatever has passed of it is won.
    private DateTimeOffset ReadyOnComing(ComponentSpec component, DraftSlot slot, StartupMechanism mechanism)
    {
        var launchedAt = slot.Source?.Report.LaunchedAt ?? snapshot.Now;
        var ready = launchedAt + times.OnNewInstance(component, slot.Type!.Name, mechanism, VolumeOnComing(component, slot));
        var soonest = snapshot.Now + times.OnRunningInstance(component, slot.Type.Name, DiskOf(component), mechanism);
        return ready > soonest ? ready : soonest;
    }

    private static DiskContents DiskOf(ComponentSpec component) =>
        new([component.Image.Digest], component.Weights is { } weights ? [weights.Version] : []);

    // Of the candidates in order, those before the first open one are taken.
    private static ImmutableArray<PlacementOption> NotTaken(List<PlacementCandidate> candidates, int firstOpen, PlacementOption? anew)
    {
        var options = ImmutableArray.CreateBuilder<PlacementOption>();
        PlacementClass? last = null;
        for (var i = firstOpen; i < candidates.Count && options.Count < MaxNotTaken - 1; i++)
        {
            if (candidates[i].Class != last)
            {
                options.Add(candidates[i].Option);
                last = candidates[i].Class;
            }
        }

        if (anew is not null)
        {
            options.Add(anew);
        }

        return options.ToImmutable();
    }
}
