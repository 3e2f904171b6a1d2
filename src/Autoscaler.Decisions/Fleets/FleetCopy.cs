using Autoscaler.Contracts.Slots;

namespace Autoscaler.Decisions.Fleets;

/// <summary>A copy on a slot: what was asked, and what is known.</summary>
/// <param name="Intent">What the endpoint asked.</param>
/// <param name="Status">What the slot reported; null if it has not yet.</param>
/// <param name="State">What the copy counts as.</param>
public sealed record FleetCopy(CopyIntent Intent, CopyStatus? Status, FleetCopyState State)
{
    /// <summary>The copy.</summary>
    public CopyId Id => Intent.Order.Id;

    /// <summary>Whether the copy is to be taken off its slot.</summary>
    public bool IsOver => State >= FleetCopyState.Stopped;
}
