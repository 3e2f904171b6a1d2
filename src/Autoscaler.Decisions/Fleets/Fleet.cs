using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Fleets;

/// <summary>All slots of an endpoint as decisions see them. Immutable, and made anew only when an assignment or a report changed, so that a quiet tick reads counts.</summary>
public sealed class Fleet
{
    // One entry a component, sorted: few, so that a search along them is the fastest.
    private readonly List<KeyValuePair<ComponentName, SupplyCount>> _counts = new(1);

    // Each image of each component once, of copies that are supplied: one a component, but for rollouts.
    private readonly List<(ComponentName Component, ImageDigest Image, WeightsVersion? Weights)> _contents = new(1);

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
        _counts.Sort(static (x, y) => x.Key.CompareTo(y.Key));
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
    public IEnumerable<ComponentName> Components => _counts.Select(count => count.Key);

    /// <summary>From slots by ordinal.</summary>
    public static Fleet Of(ImmutableArray<FleetSlot> slots) => slots.IsEmpty ? Empty : new Fleet(slots);

    /// <summary>How many copies of a component there are.</summary>
    public SupplyCount CountOf(ComponentName component) => IndexOf(component) is var index and >= 0 ? _counts[index].Value : default;

    /// <summary>Whether a component has supplied copies of another image, or other weights, than it has now.</summary>
    public bool HasOutdated(ComponentSpec component)
    {
        ArgumentNullException.ThrowIfNull(component);
        foreach (var present in _contents)
        {
            if (present.Component == component.Name && (present.Image != component.Image.Digest || present.Weights != component.Weights?.Version))
            {
                return true;
            }
        }

        return false;
    }

    private void Count(FleetCopy copy)
    {
        var component = copy.Id.Component;
        var order = copy.Intent.Order;
        if (copy.State is FleetCopyState.Ready or FleetCopyState.Coming && !_contents.Contains((component, order.Image.Digest, order.Weights?.Version)))
        {
            _contents.Add((component, order.Image.Digest, order.Weights?.Version));
        }

        var index = IndexOf(component);
        if (index < 0)
        {
            index = _counts.Count;
            _counts.Add(new(component, default));
        }

        var count = _counts[index].Value;
        _counts[index] = new(component, copy.State switch
        {
            FleetCopyState.Ready => count with { Ready = count.Ready + 1, ReadySince = count.ReadySince < copy.Status?.ReadyAt ? count.ReadySince : copy.Status?.ReadyAt ?? count.ReadySince },
            FleetCopyState.Coming => count with { Coming = count.Coming + 1 },
            FleetCopyState.Draining => count with { Draining = count.Draining + 1 },
            _ => count,
        });
    }

    private int IndexOf(ComponentName component)
    {
        for (var i = 0; i < _counts.Count; i++)
        {
            if (_counts[i].Key == component)
            {
                return i;
            }
        }

        return -1;
    }
}
