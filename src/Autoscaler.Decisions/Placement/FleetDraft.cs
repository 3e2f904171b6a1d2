using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Decisions.Placement;

/// <summary>The slots while a decision is being made. Made from a fleet only once something has to change.</summary>
internal sealed class FleetDraft
{
    private readonly List<DraftSlot> _slots;

    public FleetDraft(Fleet fleet)
    {
        _slots = new List<DraftSlot>(fleet.Slots.Length + 4);
        foreach (var slot in fleet.Slots)
        {
            _slots.Add(new DraftSlot(slot));
        }

        InstanceCount = fleet.InstanceCount;
    }

    /// <summary>By ordinal.</summary>
    public IReadOnlyList<DraftSlot> Slots => _slots;

    public int InstanceCount { get; private set; }

    /// <summary>The first free slot, or a new one behind the last.</summary>
    public DraftSlot TakeFreeSlot()
    {
        InstanceCount++;
        for (var i = 0; i < _slots.Count; i++)
        {
            if (_slots[i].Ordinal != i)
            {
                return Insert(i);
            }

            if (_slots[i].State == FleetSlotState.Free)
            {
                return _slots[i];
            }
        }

        return Insert(_slots.Count);
    }

    public ImmutableArray<SlotAssignment> BuildChanges()
    {
        var changes = ImmutableArray.CreateBuilder<SlotAssignment>();
        foreach (var slot in _slots)
        {
            if (slot.IsLaunchedHere)
            {
                slot.SetLaunchImages();
            }

            if (slot.IsChanged)
            {
                changes.Add(slot.Build());
            }
        }

        return changes.ToImmutable();
    }

    private DraftSlot Insert(int ordinal)
    {
        var slot = new DraftSlot(ordinal);
        _slots.Insert(ordinal, slot);
        return slot;
    }
}
