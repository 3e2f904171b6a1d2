using System.Globalization;
using Autoscaler.Cli.Conventions;
using Autoscaler.Contracts.Caching;
using Autoscaler.Simulation.CacheLives;
using Spectre.Console;

namespace Autoscaler.Cli.CacheLives;

/// <summary>The life of caches for people.</summary>
internal static class CacheLifeTable
{
    public static void Write(IAnsiConsole console, CacheLifeReport report)
    {
        var table = new Table().Title("The life of the caches of two tenants").Border(TableBorder.Rounded);
        table.AddColumn("Measure");
        table.AddColumn(new TableColumn("Value").RightAligned());
        table.AddColumn("Meaning");
        table.AddRow("built", Count(report.Built), "entries that became ready");
        table.AddRow("snapshot hits", Count(report.SnapshotHits), "launches that restored all that they asked for");
        table.AddRow("disk hits", Count(report.DiskHits), "copies placed where their image lay on a running instance's disk");
        table.AddRow("fallbacks", Count(report.Fallbacks), "launches that pulled something from the registry");
        table.AddRow("suspect", Count(report.Suspect), "entries that a boot found other bytes of");
        table.AddRow("purged", Count(report.Purged), "entries that were deleted, and seen to be gone");
        table.AddRow("remaining live", Count(report.RemainingLive), "of all that was purged; 0 is right");
        table.AddRow("pending deletion", Count(report.PendingDeletion), "keys that can no more be used, and wait for their date");
        table.AddRow("isolation violations", Count(report.IsolationViolations), "boots from, or holders of, another endpoint's bytes; 0 is right");
        table.AddRow("saved", string.Create(CultureInfo.InvariantCulture, $"{report.SecondsSaved:#,0} s"), "against pulls, by the start-up model, all starts together");
        table.AddRow("not pulled", new ByteCount(report.BytesSaved).ToString(), "by launches and copies that found their image");
        console.Write(table);

        var receipts = Tables.Create(["Receipt", "Of", "Ended", "Hash"], "Gone", "Terminated", "Pending deletion");
        foreach (var receipt in report.Receipts)
        {
            receipts.AddRow(
                string.Create(CultureInfo.InvariantCulture, $"{receipt.Endpoint} {receipt.Number}"),
                receipt.Component is { } component ? $"component {component}" : CaseName.Of(receipt.Scope),
                receipt.EndedAt.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                $"{receipt.Hash[..16]} {(receipt.IsIntact ? "intact" : "NOT INTACT")}",
                Count(receipt.Resources.Count(static resource => resource.State == PurgedResourceState.Gone)),
                Count(receipt.Resources.Count(static resource => resource.State == PurgedResourceState.Terminated)),
                Count(receipt.Resources.Count(static resource => resource.State == PurgedResourceState.PendingDeletion)));
        }

        console.Write(receipts);
    }

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
