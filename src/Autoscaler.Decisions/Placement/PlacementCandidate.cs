using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Placement;

/// <summary>A place for copies. In order of preference: class, then earliest ready, then cheapest, then tightest fit, then the lower ordinal.</summary>
internal readonly record struct PlacementCandidate : IComparable<PlacementCandidate>
{
    public required PlacementClass Class { get; init; }

    public required DraftSlot Slot { get; init; }

    public required StartupMechanism Mechanism { get; init; }

    public required DateTimeOffset ExpectedReadyAt { get; init; }

    public UsdPerHour AddedPrice { get; init; }

    /// <summary>Copies that fit.</summary>
    public required int Room { get; init; }

    /// <summary>The draining copy that would serve on; null for a new one.</summary>
    public CopyIntent? Undrain { get; init; }

    public PlacementOption Option => new()
    {
        Class = Class,
        Slot = Slot.Ordinal,
        Pool = new InstancePool(Slot.Type!.Name, Slot.Zone ?? default),
        Mechanism = Mechanism,
        ExpectedReadyAt = ExpectedReadyAt,
        AddedPrice = AddedPrice,
    };

    public int CompareTo(PlacementCandidate other)
    {
        // As numbers: comparing enums allocates.
        var order = (int)Class - (int)other.Class;
        order = order != 0 ? order : ExpectedReadyAt.CompareTo(other.ExpectedReadyAt);
        order = order != 0 ? order : AddedPrice.CompareTo(other.AddedPrice);
        order = order != 0 ? order : Slot.FreeAccelerators.CompareTo(other.Slot.FreeAccelerators);
        order = order != 0 ? order : Slot.Ordinal.CompareTo(other.Slot.Ordinal);
        return order != 0 ? order : (Undrain?.Order.Id ?? default).CompareTo(other.Undrain?.Order.Id ?? default);
    }
}
