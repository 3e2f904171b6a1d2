using System.Globalization;
using Autoscaler.Simulation.Faults;
using Spectre.Console;

namespace Autoscaler.Cli.Faults;

/// <summary>A report on faults for people.</summary>
internal static class FaultTable
{
    // Of the violations so many are told; --json has all, with their context.
    private const int MaxViolations = 20;

    /// <summary>How to see what a seed does.</summary>
    public static string RunAlone(ulong seed) => string.Create(CultureInfo.InvariantCulture, $"autoscaler faults --seeds {seed}..{seed} --log seed-{seed}.log");

    public static void Write(IAnsiConsole console, SeedRange seeds, FaultReport report)
    {
        var table = new Table().Title($"Faults, seeds {seeds}").Border(TableBorder.Rounded);
        table.AddColumn("Measure");
        table.AddColumn(new TableColumn("Value").RightAligned());
        table.AddColumn("Meaning");
        foreach (var (fault, count, meaning) in FaultNumbers.Of(report).Rows)
        {
            table.AddRow(fault, Count(count), meaning);
        }

        table.AddEmptyRow();
        table.AddRow("converged", Count(report.Converged), $"of {Count(report.Seeds)} seeds");
        table.AddRow("time to converge", Seconds(report.SlowestConvergenceSeconds), $"after the last fault, slowest seed{SeedOf(report)}; median {Seconds(report.MedianConvergenceSeconds)}");
        table.AddRow("violations", Count(report.Violations.Length), "of what must hold");
        table.AddRow("events", Count(report.Events), string.Create(CultureInfo.InvariantCulture, $"{report.EventsPerSecond:#,0} a second, in {report.WallSeconds:0.0} s"));
        console.Write(table);
        foreach (var violation in report.Violations.Take(MaxViolations))
        {
            console.WriteLine(violation.ToString());
            console.WriteLine($"  to run it alone: {RunAlone(violation.Seed)}");
        }

        if (report.Violations.Length > MaxViolations)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {report.Violations.Length - MaxViolations} more; --json tells all."));
        }
    }

    private static string SeedOf(FaultReport report) => report.SlowestSeed is { } seed ? string.Create(CultureInfo.InvariantCulture, $" ({seed})") : "";

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Seconds(double? seconds) => seconds is { } value ? value.ToString("#,0", CultureInfo.InvariantCulture) + " s" : "-";
}
