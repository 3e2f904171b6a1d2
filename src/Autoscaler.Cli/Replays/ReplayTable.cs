using System.Globalization;
using Autoscaler.Simulation.Replays;
using Spectre.Console;

namespace Autoscaler.Cli.Replays;

/// <summary>A replay's report for people.</summary>
internal static class ReplayTable
{
    public static void Write(IAnsiConsole console, ReplayReport report)
    {
        var table = new Table().Title($"Replay of {Markup.Escape(report.Trace)} ({report.ServiceModel} model, {report.Mechanism}{(report.WeightsCache ? " with weights" : "")}, seed {report.Seed})").Border(TableBorder.Rounded);
        table.AddColumn("Measure");
        table.AddColumn(new TableColumn("Value").RightAligned());
        table.AddColumn("Meaning");
        Traffic(table, report);
        table.AddEmptyRow();
        Actions(table, report);
        table.AddEmptyRow();
        Quality(table, report);
        table.AddEmptyRow();
        Bill(table, report);
        console.Write(table);
        if (report.WeightsCacheWorth is { } worth)
        {
            WeightsCacheTable.Write(console, worth);
        }
    }

    private static void Traffic(Table table, ReplayReport report)
    {
        table.AddRow("requests", Count(report.Requests), "arrived");
        table.AddRow("simulated time", Text(TimeSpan.FromSeconds(report.SimulatedSeconds)), string.Create(CultureInfo.InvariantCulture, $"in {report.WallSeconds:0.00} s of real time, after {report.SetupSeconds:0} s of set-up"));
        table.AddRow("ticks", Count(report.Ticks), "occasions to decide");
        table.AddRow("trace hash", report.TraceHash, "equal for equal runs");
    }

    private static void Actions(Table table, ReplayReport report)
    {
        var placements = report.Placements;
        table.AddRow("decisions", Count(report.Decisions), $"that acted: {Count(report.ScaleOuts)} scaled out, {Count(report.ScaleIns)} scaled in");
        table.AddRow("instances launched", Count(report.InstancesLaunched), $"{Count(report.SnapshotHits)} from a cached image, {Count(report.Fallbacks)} pulled from the registry");
        if (report.WeightsCache)
        {
            table.AddRow("  weights from a volume", Count(report.WeightsFromVolume), "copies that became ready with weights read from a restored volume");
        }

        table.AddRow("copies placed: undrained", Count(placements.Undrained), "a draining copy served on");
        table.AddRow("  warm, image and weights", Count(placements.WarmWithWeights), "on a running instance with both on its disk");
        table.AddRow("  warm, image only", Count(placements.WarmWithImage), "on a running instance with the image on its disk");
        table.AddRow("  warm, bare", Count(placements.WarmBare), "on a running instance with free accelerators only");
        table.AddRow("  booting", Count(placements.Booting), "on an instance that was booting already");
        table.AddRow("  new, from cache", Count(placements.NewFromCache), "on a new instance, image from a cache");
        table.AddRow("  new, from registry", Count(placements.NewFromRegistry), "on a new instance, image pulled");
    }

    private static void Quality(Table table, ReplayReport report)
    {
        table.AddRow("copies missing", Percent(report.UnderProvisionRatio), $"of those needed, on average; some were missing {Percent(report.UnderProvisionTimeRatio)} of the time");
        table.AddRow("copies too many", Percent(report.OverProvisionRatio), "of those needed, on average");
        table.AddRow("time to detect", Seconds(report.TimeToDetectSeconds?.P50), $"median, from need to decision; 95th percentile {Seconds(report.TimeToDetectSeconds?.P95)}");
        table.AddRow("time to ready", Seconds(report.TimeToReadySeconds?.P50), $"median, from decision to serving; 95th percentile {Seconds(report.TimeToReadySeconds?.P95)}, longest {Seconds(report.TimeToReadySeconds?.Max)}");
        table.AddRow("time to first token", Seconds(report.TtftSeconds?.P50), $"median; 95th percentile {Seconds(report.TtftSeconds?.P95)}, 99th {Seconds(report.TtftSeconds?.P99)}");
        table.AddRow("requests in time", report.RequestsWithinSloRatio is { } ratio ? Percent(ratio) : "-", "first token within the component's objective");
    }

    private static void Bill(Table table, ReplayReport report)
    {
        table.AddRow("copy hours", Hours(report.CopyHours), "ready copies");
        table.AddRow("instance hours", Hours(report.InstanceHours), "from launch to termination");
        table.AddRow("cost", report.CostUsd.ToString("$#,0.00", CultureInfo.InvariantCulture), "instances, builders, snapshots, restores");
    }

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Hours(double hours) => hours.ToString("#,0.00", CultureInfo.InvariantCulture);

    private static string Percent(double ratio) => (ratio * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Seconds(double? seconds) => seconds is { } value ? value.ToString("#,0.0", CultureInfo.InvariantCulture) + " s" : "-";

    private static string Text(TimeSpan time) => time.ToString(time.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
