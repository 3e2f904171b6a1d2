using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Placement;

namespace Autoscaler.Decisions.ScaleIn;

/// <summary>Chooses the copies that go: first those that do not serve yet, then those of an old image, then those whose going frees an instance soonest and loses the least cache.</summary>
internal sealed class DrainPlanner(FleetDraft draft, DateTimeOffset now)
{
    private readonly ImmutableArray<CopyDrain>.Builder _drains = ImmutableArray.CreateBuilder<CopyDrain>();

    public ImmutableArray<CopyDrain> Drains => _drains.ToImmutable();

    public void Drain(ComponentSpec component, int count)
    {
        for (var i = 0; i < count && Victim(component, onlyOutdated: false) is { } victim; i++)
        {
            Drain(victim.Slot, victim.Copy, component.Policy.ScaleIn.DrainDeadline, victim.IsReady ? DrainReason.FreesInstance : DrainReason.NotReadyYet);
        }
    }

    /// <summary>Drains copies of an image that the component has left.</summary>
    public void DrainOutdated(ComponentSpec component, int count)
    {
        for (var i = 0; i < count && Victim(component, onlyOutdated: true) is { } victim; i++)
        {
            Drain(victim.Slot, victim.Copy, component.Policy.ScaleIn.DrainDeadline, DrainReason.OutdatedImage);
        }
    }

    /// <summary>Drains all copies for which the predicate holds.</summary>
    public void DrainAll(Func<CopyIntent, bool> predicate, TimeSpan deadline)
    {
        foreach (var slot in draft.Slots)
        {
            foreach (var copy in slot.Copies)
            {
                if (copy.Goal == CopyGoal.Run && predicate(copy))
                {
                    Drain(slot, copy, deadline, DrainReason.Removed);
                }
            }
        }
    }

    private void Drain(DraftSlot slot, CopyIntent copy, TimeSpan deadline, DrainReason reason)
    {
        slot.SetGoal(copy.Order.Id, CopyGoal.Drain, now + deadline);
        _drains.Add(new CopyDrain(copy.Order.Id, slot.Ordinal, reason));
    }

    private Candidate? Victim(ComponentSpec component, bool onlyOutdated)
    {
        Candidate? best = null;
        foreach (var slot in draft.Slots)
        {
            var staying = slot.Copies.Count(copy => copy.Goal == CopyGoal.Run);
            foreach (var copy in slot.Copies)
            {
                if (copy.Goal == CopyGoal.Run && copy.Order.Id.Component == component.Name && slot.Source is { } source)
                {
                    var isOutdated = !copy.Order.Runs(component);
                    if (onlyOutdated && !isOutdated)
                    {
                        continue;
                    }

                    var candidate = new Candidate(slot, copy, IsReady(source, copy.Order.Id), isOutdated, staying, source.Report.Disk.Images.Length + source.Report.Disk.Weights.Length);
                    best = best is { } sofar && sofar.CompareTo(candidate) <= 0 ? best : candidate;
                }
            }
        }

        return best;
    }

    private static bool IsReady(FleetSlot slot, CopyId id)
    {
        foreach (var copy in slot.Copies)
        {
            if (copy.Id == id)
            {
                return copy.State == FleetCopyState.Ready;
            }
        }

        return false;
    }

    private readonly record struct Candidate(DraftSlot Slot, CopyIntent Copy, bool IsReady, bool IsOutdated, int Staying, int CachedItems) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other)
        {
            var order = IsReady.CompareTo(other.IsReady);
            order = order != 0 ? order : other.IsOutdated.CompareTo(IsOutdated);
            order = order != 0 ? order : Staying.CompareTo(other.Staying);
            order = order != 0 ? order : CachedItems.CompareTo(other.CachedItems);
            order = order != 0 ? order : other.Slot.Ordinal.CompareTo(Slot.Ordinal);
            return order != 0 ? order : other.Copy.Order.Id.CompareTo(Copy.Order.Id);
        }
    }
}
