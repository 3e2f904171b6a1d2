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
                    }
                }

                NoteFailures(failures, source, now);
            }

            slot.MarkEmpty(slot.State == FleetSlotState.Running && slot.LiveCopyCount == 0 ? slot.EmptySince ?? now : null);
        }

        return failures.ToImmutable();
    }

    private static void NoteFailures(ImmutableArray<ComponentFailure>.Builder failures, FleetSlot slot, DateTimeOffset now)
    {
        // A boot that failed under several copies of a component is one failure of it, or one bad boot of a large instance would stop its launches.
        var boots = new SortedSet<ComponentName>();
        foreach (var copy in slot.Copies)
        {
            if (copy.State == FleetCopyState.Failed)
            {
                failures.Add(new ComponentFailure(copy.Id.Component, now, copy.Status?.Failure ?? "the copy failed and gave no reason"));
            }
            else if (copy.State == FleetCopyState.BootFailed && boots.Add(copy.Id.Component))
            {
                failures.Add(new ComponentFailure(copy.Id.Component, now, slot.Report.Failure?.Detail ?? "the instance failed and gave no reason"));
            }
        }
    }
}
