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
        candidates.Sort();
        var next = 0;
        var used = 0;
        while (count > 0 && next < candidates.Count)
        {
            var candidate = candidates[next];
            if (used == candidate.Room)
            {
                next++;
                used = 0;
                continue;
            }

            Take(component, candidate, NotTaken(component, candidates, next + 1, mayStart));
            used++;
            count--;
        }

        if (count == 0)
        {
            return ScalingLimit.None;
        }

        return mayStart ? PlaceOnNew(component, count) : ScalingLimit.Runaway;
    }

    private ScalingLimit PlaceOnNew(ComponentSpec component, int count)
    {
        while (count > 0)
        {
            if (_newInstances.Launch(component) is not { Candidate: { } candidate } launch)
            {
                return _newInstances.Limit;
            }

            for (var i = 0; i < candidate.Room && count > 0; i++, count--)
            {
                Take(component, candidate, launch.NotTaken);
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
            Order = CopyOrder.For(component, id, Pull.MechanismOf(snapshot.Spec.Cache), snapshot.Now),
            Decision = snapshot.DecisionId,
            ExpectedReadyAt = candidate.Option.ExpectedReadyAt,
            ReadyDeadline = snapshot.Now + snapshot.Spec.Limits.CopyDeadline,
        });
        _placements.Add(new CopyPlacement(id, candidate.Option, notTaken));
    }

    private List<PlacementCandidate> Existing(ComponentSpec component, bool mayStart)
    {
        var candidates = new List<PlacementCandidate>();
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
                candidates.Add(new PlacementCandidate(OptionOn(component, slot), slot, room, null));
            }
        }

        return candidates;
    }

    private void AddDraining(List<PlacementCandidate> candidates, ComponentSpec component, DraftSlot slot, FleetSlot source)
    {
        foreach (var copy in source.Copies)
        {
            if (copy.State == FleetCopyState.Draining && copy.Id.Component == component.Name && copy.Status?.Phase is CopyPhase.Ready or CopyPhase.Draining)
            {
                var option = Option(PlacementClass.Undrain, slot, StartupMechanism.Disk, snapshot.Now);
                candidates.Add(new PlacementCandidate(option, slot, 1, copy.Intent));
            }
        }
    }

    private PlacementOption OptionOn(ComponentSpec component, DraftSlot slot)
    {
        var pull = Pull.MechanismOf(snapshot.Spec.Cache);
        if (slot.State == FleetSlotState.Coming || slot.Source is null)
        {
            var mechanism = MechanismOnComing(component, slot, pull);
            return Option(PlacementClass.Booting, slot, mechanism, ReadyOnComing(component, slot, mechanism));
        }

        var disk = slot.Source.Report.Disk;
        var hasImage = StartupTimes.HasImage(component, disk);
        var hasWeights = StartupTimes.HasWeights(component, disk);
        var placementClass = (hasImage, hasWeights) switch
        {
            (true, true) => PlacementClass.WarmWithWeights,
            (true, false) => PlacementClass.WarmWithImage,
            _ => PlacementClass.WarmBare,
        };
        var ready = snapshot.Now + times.OnRunningInstance(component, slot.Type!.Name, disk, pull);
        return Option(placementClass, slot, hasImage ? StartupMechanism.Disk : pull, ready);
    }

    // What the launch found is known once it has begun; until then, what it will find.
    private StartupMechanism MechanismOnComing(ComponentSpec component, DraftSlot slot, StartupMechanism pull)
    {
        foreach (var image in slot.Source?.Report.Images ?? [])
        {
            if (image.Image == component.Image.Digest)
            {
                return image.Mechanism;
            }
        }

        return slot.Source?.Report.Images.IsEmpty != false && slot.IsLaunchedWith(component.Image.Digest) ? _newInstances.MechanismOf(component).Mechanism : pull;
    }

    // On an instance that boots, a copy waits for the boot; whatever has passed of it is won.
    private DateTimeOffset ReadyOnComing(ComponentSpec component, DraftSlot slot, StartupMechanism mechanism)
    {
        var launchedAt = slot.Source?.Report.LaunchedAt ?? snapshot.Now;
        var ready = launchedAt + times.OnNewInstance(component, slot.Type!.Name, mechanism);
        var soonest = snapshot.Now + times.OnRunningInstance(component, slot.Type.Name, DiskOf(component), mechanism);
        return ready > soonest ? ready : soonest;
    }

    private static DiskContents DiskOf(ComponentSpec component) =>
        new([component.Image.Digest], component.Weights is { } weights ? [weights.Version] : []);

    // Of the candidates in order, those before the first open one are taken.
    private ImmutableArray<PlacementOption> NotTaken(ComponentSpec component, List<PlacementCandidate> candidates, int firstOpen, bool mayStart)
    {
        var options = ImmutableArray.CreateBuilder<PlacementOption>();
        PlacementClass? last = null;
        for (var i = firstOpen; i < candidates.Count && options.Count < MaxNotTaken - 1; i++)
        {
            if (candidates[i].Option.Class != last)
            {
                options.Add(candidates[i].Option);
                last = candidates[i].Option.Class;
            }
        }

        if (mayStart && _newInstances.Preview(component) is { } anew)
        {
            options.Add(anew);
        }

        return options.ToImmutable();
    }

    private static PlacementOption Option(PlacementClass placementClass, DraftSlot slot, StartupMechanism mechanism, DateTimeOffset ready) => new()
    {
        Class = placementClass,
        Slot = slot.Ordinal,
        Pool = new(slot.Type!.Name, slot.Zone ?? default),
        Mechanism = mechanism,
        ExpectedReadyAt = ready,
        AddedPrice = default,
    };
}
