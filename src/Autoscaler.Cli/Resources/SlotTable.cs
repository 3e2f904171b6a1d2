using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cli.Resources;

/// <summary>Slots, one a row.</summary>
internal static class SlotTable
{
    public static TextTable Of(IReadOnlyList<SlotReport> slots)
    {
        var table = new TextTable(["SLOT", "PHASE", "SINCE", "INSTANCE", "POOL", "IMAGES", "COPIES"], ["GENERATION"]);
        foreach (var slot in slots)
        {
            table.AddRow(
                slot.Slot.ToString(),
                slot.Failure is { } failure && failure.Generation == slot.Generation ? $"{Cell.Of(slot.Phase)} ({Cell.Of(failure.Kind)})" : Cell.Of(slot.Phase),
                slot.PhaseEnteredAt == DateTimeOffset.MinValue ? Cell.Nothing : ShownTime.Of(slot.PhaseEnteredAt),
                slot.Instance?.Value ?? Cell.Nothing,
                slot.Pool?.ToString() ?? Cell.Nothing,
                Cell.Of(slot.Images),
                CopiesOf(slot),
                Cell.Of(slot.Generation));
        }

        return table;
    }

    private static string CopiesOf(SlotReport slot)
    {
        var live = slot.Copies.Where(static copy => !copy.IsOver).Select(static copy => $"{copy.Id} {Cell.Of(copy.Phase)}").ToList();
        return live.Count == 0 ? Cell.Nothing : string.Join(", ", live);
    }
}
