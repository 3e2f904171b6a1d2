using System.Globalization;
using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Startup;
using Autoscaler.Decisions.Startup.Calibration;
using Spectre.Console;

namespace Autoscaler.Cli.ColdStart;

/// <summary>The calibration for people: rows, rivals, parameters.</summary>
internal static class CalibrationTables
{
    public const string WinnerRule = "smallest mean held-out error; between equals, smallest error of SOCI's two plain pulls, whose times no fit has seen";

    public static void Write(IAnsiConsole console, CalibrationReport report)
    {
        console.WriteLine("SageMaker, published 2026-06-16: launch to ready. Each registry row is held out: predicted from the other rows' rates and its type's cached row.");
        console.Write(Rows(report.Cases.Where(row => row.Published.Set == PublishedSet.Sagemaker)));
        console.WriteLine("SOCI: the pull alone. No fit has seen these times, but the parallel one: the speed-up is its own.");
        console.Write(Rows(report.Cases.Where(row => row.Published.Set == PublishedSet.Soci)));
        console.WriteLine("No rival explains the pull to the 125 MB/s disk. Writing its layers packed, reading them back and writing them unpacked is 52.1 GB, 417 s; not in the model:");
        console.WriteLine("it came up after the fact, to explain a row that is held out. So on slow disks a registry pull takes longer than the model says.");
        console.WriteLine();
        console.WriteLine("Rival explanations of the four uncached rows, held out.");
        console.Write(Rivals(report));
        console.WriteLine($"In use: {report.Winner.Name} ({WinnerRule}).");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Held-out error: median {Text.Size(report.Winner.Median)}, worst {Text.Size(report.Winner.Worst)}, {report.Winner.ParameterCount} parameters for {report.Cases.Count(row => row.Published.Set == PublishedSet.Sagemaker)} rows."));
        console.WriteLine();
        console.WriteLine("Parameters; those marked * predict the published rows.");
        console.Write(Parameters());
    }

    private static Table Rows(IEnumerable<CalibrationCase> rows)
    {
        var table = Columns(["case", "instance type", "mechanism"], "image GB", "weights GB", "published", "modelled", "p10–p90", "error", "image", "weights");
        table.AddColumn("held out");
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
                Stage(row, StartupPhase.Image),
                Stage(row, StartupPhase.Weights),
                row.IsHeldOut ? "yes" : "no");
        }

        return table;
    }

    private static Table Rivals(CalibrationReport report)
    {
        var table = Columns(["explanation", "says"], "parameters", "lab", "customer 1", "customer 2", "customer 3", "median", "worst", "mean", "pull 125 MB/s disk", "pull 1000 MB/s disk");
        foreach (var score in report.Explanations)
        {
            string[] cells =
            [
                score == report.Winner ? $"{score.Name} (in use)" : score.Name,
                score.Description,
                score.ParameterCount.ToString(CultureInfo.InvariantCulture),
                .. score.HeldOutErrorRatios.Select(Text.Error),
                Text.Size(score.Median),
                Text.Size(score.Worst),
                Text.Size(score.Mean),
                .. score.PullErrorRatios.Select(Text.Error),
            ];
            table.AddRow(cells);
        }

        return table;
    }

    private static Table Parameters()
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("parameter").AddColumn(new TableColumn("value").RightAligned()).AddColumn("unit").AddColumn("origin").AddColumn("from");
        foreach (var parameter in StartupParameters.Of(StartupRates.Default))
        {
            table.AddRow(
                parameter.PredictsPublishedRows ? parameter.Name + " *" : parameter.Name,
                Text.Value(parameter.Value),
                parameter.Unit,
                CultureInfo.InvariantCulture.TextInfo.ToLower(parameter.Origin.ToString()),
                parameter.Source);
        }

        return table;
    }

    /// <summary>The modelled length of a stage, and the published one where there is one.</summary>
    private static string Stage(CalibrationCase row, StartupPhase phase)
    {
        var modelled = row.Modelled.DurationOf(phase);
        var text = modelled == TimeSpan.Zero ? "" : Text.Seconds(modelled);
        foreach (var published in row.Published.Phases)
        {
            if (published.Phase == phase)
            {
                return $"{text} ({Text.Seconds(published.Duration)})";
            }
        }

        return text;
    }

    private static Table Columns(ReadOnlySpan<string> texts, params ReadOnlySpan<string> numbers)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var text in texts)
        {
            table.AddColumn(text);
        }

        foreach (var number in numbers)
        {
            table.AddColumn(new TableColumn(number).RightAligned());
        }

        return table;
    }
}
