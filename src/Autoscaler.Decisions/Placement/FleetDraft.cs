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

    /// <summary>The ordinal of the first free slot, or the first that no slot has.</summary>
    public int NextFreeOrdinal
    {
        get
        {
            var ordinal = 0;
            while (ordinal < _slots.Count && _slots[ordinal].Ordinal == ordinal && _slots[ordinal].State != FleetSlotState.Free)
            {
                ordinal++;
            }

            return ordinal;
        }
    }

    /// <summary>The slot of <see cref="NextFreeOrdinal"/>, to be launched in.</summary>
    public DraftSlot TakeFreeSlot()
    {
        InstanceCount++;
        var ordinal = NextFreeOrdinal;
        if (ordinal == _slots.Count || _slots[ordinal].Ordinal != ordinal)
        {
            _slots.Insert(ordinal, new DraftSlot(ordinal));
        }

        return _slots[ordinal];
    }

    public ImmutableArray<SlotAssignment> BuildChanges()
    {
        var changes = ImmutableArray.CreateBuilder<SlotAssignment>();
        foreach (var slot in _slots)
        {
            if (slot.IsLaunchedHere)
            {
                slot.SetLaunchContents();
            }

            if (slot.IsChanged)
            {
                changes.Add(slot.Build());
            }
        }

        return changes.ToImmutable();
    }
}
