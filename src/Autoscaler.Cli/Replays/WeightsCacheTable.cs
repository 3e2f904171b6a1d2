using System.Globalization;
using Autoscaler.Cli.Conventions;
using Autoscaler.Simulation.Replays;
using Spectre.Console;

namespace Autoscaler.Cli.Replays;

/// <summary>What a weights cache is worth, for people.</summary>
internal static class WeightsCacheTable
{
    public static void Write(IAnsiConsole console, WeightsCacheWorth worth)
    {
        console.WriteLine("The same traffic with the weights cache off and on:");
        var table = Tables.Create(["measure"], "off", "on", "difference");
        Add(table, "time to ready, median", worth, static run => run.TimeToReadySeconds?.P50, 1, "0.0", " s");
        Add(table, "time to ready, 95th percentile", worth, static run => run.TimeToReadySeconds?.P95, 1, "0.0", " s");
        Add(table, "copies missing, of those needed", worth, static run => run.UnderProvisionRatio, 100, "0.00", " %");
        Add(table, "time in which some were missing", worth, static run => run.UnderProvisionTimeRatio, 100, "0.00", " %");
        Add(table, "time to first token, median", worth, static run => run.TtftSeconds?.P50, 1, "0.0", " s");
        Add(table, "time to first token, 95th percentile", worth, static run => run.TtftSeconds?.P95, 1, "0.0", " s");
        Add(table, "time to first token, 99th percentile", worth, static run => run.TtftSeconds?.P99, 1, "0.0", " s");
        Add(table, "requests in time", worth, static run => run.RequestsWithinSloRatio, 100, "0.00", " %");
        Add(table, "instances launched", worth, static run => run.InstancesLaunched, 1, "0", "");
        Add(table, "copies placed where the image lay", worth, static run => run.DiskHits, 1, "0", "");
        Add(table, "instance hours", worth, static run => run.InstanceHours, 1, "0.00", "");
        Add(table, "cost, US dollars", worth, static run => (double)run.CostUsd, 1, "0.00", "");
        console.Write(table);
        console.WriteLine(
            "A start that takes less is worth less to avoid: retention lets emptied instances go sooner, and the next burst finds fewer of them.");
    }

    private static void Add(
        Table table, string measure, WeightsCacheWorth worth, Func<ReplayOutcome, double?> value, double factor, string format, string unit)
    {
        var (off, on) = (value(worth.Off) * factor, value(worth.On) * factor);
        table.AddRow(measure, Text(off, format, unit), Text(on, format, unit), Text(on - off, $"+{format};−{format};{format}", unit));
    }

    private static string Text(double? value, string format, string unit) =>
        value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) + unit : "-";
}
