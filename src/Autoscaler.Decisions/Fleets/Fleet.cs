namespace Autoscaler.Decisions.Fleets;

/// <summary>All slots of an endpoint as decisions see them. Immutable, and made anew only when an assignment or a report changed, so that a quiet tick reads counts.</summary>
public sealed class Fleet
{
    private readonly SortedDictionary<ComponentName, SupplyCount> _counts = [];

    private Fleet(ImmutableArray<FleetSlot> slots)
    {
        Slots = slots;
        var empty = ImmutableArray.CreateBuilder<FleetSlot>();
        foreach (var slot in slots)
        {
            foreach (var copy in slot.Copies)
            {
                NeedsSettling |= copy.IsOver;
                Count(copy);
            }

            InstanceCount += slot.HoldsInstance ? 1 : 0;
            if (slot.State == FleetSlotState.Running && slot.LiveCopyCount == 0)
            {
                NeedsSettling |= slot.Assignment.EmptySince is null;
                empty.Add(slot);
            }
        }

        EmptySlots = empty.ToImmutable();
    }

    /// <summary>No slots.</summary>
    public static Fleet Empty { get; } = new([]);

    /// <summary>The slots, by ordinal.</summary>
    public ImmutableArray<FleetSlot> Slots { get; }

    /// <summary>Running slots without copies.</summary>
    public ImmutableArray<FleetSlot> EmptySlots { get; }

    /// <summary>Slots that hold an instance, or are getting one.</summary>
    public int InstanceCount { get; }

    /// <summary>Whether there are facts to settle: copies that are over, instances that became empty.</summary>
    public bool NeedsSettling { get; }

    /// <summary>The components that have copies, sorted.</summary>
    public IEnumerable<ComponentName> Components => _counts.Keys;

    /// <summary>From slots by ordinal.</summary>
    public static Fleet Of(ImmutableArray<FleetSlot> slots) => slots.IsEmpty ? Empty : new Fleet(slots);

    /// <summary>How many copies of a component there are.</summary>
    public SupplyCount CountOf(ComponentName component) => _counts.GetValueOrDefault(component);

    private void Count(FleetCopy copy)
    {
        var component = copy.Id.Component;
        var count = _counts.GetValueOrDefault(component);
        _counts[component] = copy.State switch
        {
            FleetCopyState.Ready => count with { Ready = count.Ready + 1 },
            FleetCopyState.Coming => count with { Coming = count.Coming + 1 },
            FleetCopyState.Draining => count with { Draining = count.Draining + 1 },
            _ => count,
        };
    }
}
