using Autoscaler.Contracts.Endpoints;
using Autoscaler.Decisions.Placement;

namespace Autoscaler.Decisions.Fleets;

/// <summary>Settles facts that reports brought: takes copies off that are over, notes what failed, and since when instances are empty.</summary>
internal static class Settlement
{
    public static ImmutableArray<ComponentFailure> Settle(FleetDraft draft, DateTimeOffset now)
    {
        var failures = ImmutableArray.CreateBuilder<ComponentFailure>();
        foreach (var slot in draft.Slots)
        {
            if (slot.Source is { } source)
            {
                foreach (var copy in source.Copies)
                {
                    if (copy.IsOver)
                    {
                        slot.Remove(copy.Id);
                        Note(failures, copy, source, now);
                    }
                }
            }

            slot.MarkEmpty(slot.State == FleetSlotState.Running && slot.LiveCopyCount == 0 ? slot.EmptySince ?? now : null);
        }

        return failures.ToImmutable();
    }

    private static void Note(ImmutableArray<ComponentFailure>.Builder failures, FleetCopy copy, FleetSlot slot, DateTimeOffset now)
    {
        var detail = copy.State switch
        {
            FleetCopyState.Failed => copy.Status?.Failure ?? "the copy failed and gave no reason",
            FleetCopyState.BootFailed => slot.Report.Failure?.Detail ?? "the instance failed and gave no reason",
            _ => null,
        };
        if (detail is not null)
        {
            failures.Add(new ComponentFailure(copy.Id.Component, now, detail));
        }
    }
}
