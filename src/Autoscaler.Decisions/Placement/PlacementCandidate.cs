using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Decisions.Placement;

/// <summary>An option with what is needed to take it. In order of preference: class, then earliest ready, then cheapest, then tightest fit, then the lower ordinal.</summary>
internal sealed record PlacementCandidate(PlacementOption Option, DraftSlot Slot, int Room, CopyIntent? Undrain) : IComparable<PlacementCandidate>
{
    public int CompareTo(PlacementCandidate? other)
    {
        if (other is null)
        {
            return -1;
        }

        var order = Option.Class.CompareTo(other.Option.Class);
        order = order != 0 ? order : Option.ExpectedReadyAt.CompareTo(other.Option.ExpectedReadyAt);
        order = order != 0 ? order : Option.AddedPrice.CompareTo(other.Option.AddedPrice);
        order = order != 0 ? order : Slot.FreeAccelerators.CompareTo(other.Slot.FreeAccelerators);
        order = order != 0 ? order : Slot.Ordinal.CompareTo(other.Slot.Ordinal);
        return order != 0 ? order : (Undrain?.Order.Id ?? default).CompareTo(other.Undrain?.Order.Id ?? default);
    }
}
