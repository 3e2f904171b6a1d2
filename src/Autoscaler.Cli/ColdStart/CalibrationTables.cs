using System.Globalization;
using Autoscaler.Cli.Conventions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;
using Autoscaler.Decisions.Startup.Calibration;
using Spectre.Console;

namespace Autoscaler.Cli.ColdStart;

/// <summary>The calibration for people: rows, rivals, parameters.</summary>
internal static class CalibrationTables
{
    public const string WinnerRule =
        "smallest mean held-out error; between equals, smallest error of SOCI's plain pulls, whose times no fit has seen";

    public static void Write(IAnsiConsole console, CalibrationReport report)
    {
        console.WriteLine(
            "SageMaker, published 2026-06-16: seconds from launch to ready, sizes in GB. A held-out row is predicted with the rates of the other "
            + "rows and the overhead of its own type's cached row.");
        console.Write(Rows(report.Cases.Where(row => row.Published.Set == PublishedSet.Sagemaker)));
        console.WriteLine($"Published stages, modelled (published): {string.Join("; ", report.Cases.SelectMany(StagesOf))}.");
        console.WriteLine();
        console.WriteLine("SOCI: the pull alone. No fit has seen these times but the parallel one, whose speed-up is a parameter.");
        console.Write(Rows(report.Cases.Where(row => row.Published.Set == PublishedSet.Soci)));
        console.WriteLine(
            "No rival explains the pull to the vLLM instance's 125 MB/s disk. Its layers written packed, read back and written unpacked "
            + "are 52.1 GB, 417 s; that came up after the fact, to explain a held-out row, and is not in the model: on slow disks expect "
            + "registry pulls to take longer than it says.");
        console.WriteLine();
        WriteRivals(console, report);
        console.WriteLine();
        YardstickTables.Write(console, Yardstick.Of());
        console.WriteLine();
        console.WriteLine("Parameters; those marked * predict the published rows.");
        console.Write(Parameters());
    }

    private static Table Rows(IEnumerable<CalibrationCase> rows)
    {
        var table = Tables.Create(["case", "type", "mechanism"], "image", "weights", "published", "modelled", "p10–p90", "error");
        Tables.AddText(table, "held out");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Published.Case,
                row.Published.InstanceType.Value,
                MechanismNames.NameOf(row.Published.Mechanism),
                Text.Gigabytes(row.Published.Image),
                Text.Gigabytes(row.Published.Weights),
                Text.Seconds(row.Published.Published),
                Text.Seconds(row.Modelled.Expected),
                $"{Text.Seconds(row.Modelled.Low)}–{Text.Seconds(row.Modelled.High)}",
                Text.Error(row.ErrorRatio),
                row.IsHeldOut ? "yes" : "no");
        }

        return table;
    }

    private static void WriteRivals(IAnsiConsole console, CalibrationReport report)
    {
        console.WriteLine("Rival explanations: held-out errors of the four uncached rows, and errors of SOCI's plain pulls by disk.");
        var table = Tables.Create(
            ["explanation"], "parameters", "lab", "cust. 1", "cust. 2", "cust. 3", "median", "worst", "mean", "125 MB/s", "1000 MB/s");
        foreach (var score in report.Explanations)
        {
            string[] cells =
            [
                score.Name,
                score.ParameterCount.ToString(CultureInfo.InvariantCulture),
                .. score.HeldOutErrorRatios.Select(Text.Error),
                Text.Size(score.Median),
                Text.Size(score.Worst),
                Text.Size(score.Mean),
                .. score.PullErrorRatios.Select(Text.Error),
            ];
            table.AddRow(cells);
        }

        console.Write(table);
        foreach (var score in report.Explanations)
        {
            console.WriteLine($"  {score.Name}: {score.Description}.");
        }

        var winner = report.Winner;
        console.WriteLine($"In use: {winner.Name}: {WinnerRule}.");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Held-out: median {Text.Size(winner.Median)}, worst {Text.Size(winner.Worst)}; {winner.ParameterCount} parameters (4 overheads)."));
    }

    private static Table Parameters()
    {
        var table = Tables.Create(["parameter"], "value");
        Tables.AddText(table, "unit");
        Tables.AddText(table, "origin");
        table.AddColumn(new TableColumn("from").PadLeft(0));
        foreach (var parameter in StartupParameters.Of(StartupRates.Default))
        {
            table.AddRow(
                parameter.PredictsPublishedRows ? parameter.Name + " *" : parameter.Name,
                Text.Value(parameter.Value),
                parameter.Unit,
                CaseName.Of(parameter.Origin),
                parameter.Source);
        }

        return table;
    }

    private static IEnumerable<string> StagesOf(CalibrationCase row) => row.Published.Phases.Select(phase =>
        $"{MechanismNames.NameOf(row.Published.Mechanism)} {CaseName.Of(phase.Phase)} "
        + $"{Text.Seconds(row.Modelled.DurationOf(phase.Phase))} ({Text.Seconds(phase.Duration)})");
}
