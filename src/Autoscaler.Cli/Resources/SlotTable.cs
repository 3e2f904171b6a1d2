using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Slots;
using Spectre.Console;

namespace Autoscaler.Cli.Resources;

/// <summary>Slots, one a row.</summary>
internal static class SlotTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<SlotReport> slots)
    {
        var table = Tables.Create(["SLOT", "PHASE", "SINCE", "INSTANCE", "POOL", "IMAGES", "COPIES"], "GENERATION");
        foreach (var slot in slots)
        {
            table.AddRow(
                Markup.Escape(slot.Slot.ToString()),
                slot.Failure is { } failure && failure.Generation == slot.Generation ? $"{Cell.Of(slot.Phase)} ({Cell.Of(failure.Kind)})" : Cell.Of(slot.Phase),
                slot.PhaseEnteredAt == DateTimeOffset.MinValue ? Cell.Nothing : TimeText.Of(slot.PhaseEnteredAt),
                Markup.Escape(slot.Instance?.Value ?? Cell.Nothing),
                Markup.Escape(slot.Pool?.ToString() ?? Cell.Nothing),
                Cell.Of(slot.Images),
                CopiesOf(slot),
                Cell.Of(slot.Generation));
        }

        console.Write(table);
    }

    private static string CopiesOf(SlotReport slot)
    {
        var live = slot.Copies.Where(static copy => !copy.IsOver).Select(static copy => $"{copy.Id} {Cell.Of(copy.Phase)}").ToList();
        return live.Count == 0 ? Cell.Nothing : Markup.Escape(string.Join(", ", live));
    }
}
