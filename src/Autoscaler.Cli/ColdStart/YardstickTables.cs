using System.Globalization;
using Autoscaler.Cli.Conventions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;
using Spectre.Console;

namespace Autoscaler.Cli.ColdStart;

/// <summary>The yardstick for people: every second of every start, what to beat, and what it would take.</summary>
internal static class YardstickTables
{
    private const double BytesPerMebibyte = 1024d * 1024;

    private static readonly ImmutableArray<StartupPhase> Order =
    [
        StartupPhase.Provision, StartupPhase.Image, StartupPhase.Hydrate, StartupPhase.Weights, StartupPhase.HydrateWeights, StartupPhase.Start,
        StartupPhase.Load,
    ];

    public static void Write(IAnsiConsole console, Yardstick yardstick)
    {
        var provider = yardstick.Provider;
        console.WriteLine(
            $"{provider.Case}: image {provider.Image}, weights {provider.Weights}, on a new {provider.InstanceType} but for disk. Every second once, by what is "
            + "waited for: the stages add up to the total. Volumes hydrate from their creation, beside the boot; weights are read from theirs from the boot on, "
            + "no faster than it hydrates.");
        console.Write(Starts(yardstick));
        console.WriteLine(
            "weights: where they are from; a name is that of their own volume. snapshot-rate: with its MiB/s, for both volumes. The provider caches images "
            + "alone. registry-lazy runs before its image is there; nothing is published of how that slows the load.");
        console.WriteLine();
        console.WriteLine("What the seconds rest on:");
        console.Write(Sources(yardstick));
        console.WriteLine();
        WriteContenders(console, yardstick);
    }

    private static Table Starts(Yardstick yardstick)
    {
        var table = Tables.Create(
            ["mechanism", "weights"], "total", "p10–p90", "published", "provision", "pull", "hydrate", "weights", "start", "load");
        bool? isCached = null;
        foreach (var start in yardstick.Starts)
        {
            var query = start.Query;
            var isCachedHere = query.WeightsVolume is not null || query.WeightsOnDisk;
            if (isCached is not null && isCached != isCachedHere)
            {
                table.AddEmptyRow();
            }

            isCached = isCachedHere;
            table.AddRow(
                StartText.MechanismOf(query, start.Rates),
                StartText.WeightsOf(query),
                Text.Seconds(start.Estimate.Expected),
                Band(start.Estimate),
                start.Published is { } published ? Text.Seconds(published) : "",
                Waited(start, StartupPhase.Provision),
                Waited(start, StartupPhase.Image),
                Waited(start, StartupPhase.Hydrate),
                Waited(start, StartupPhase.Weights, StartupPhase.HydrateWeights),
                Waited(start, StartupPhase.Start),
                Waited(start, StartupPhase.Load));
        }

        return table;
    }

    /// <summary>A row for each stage and each set of parameters that some start rests on.</summary>
    private static Table Sources(Yardstick yardstick)
    {
        var table = Tables.Create(["stage", "of"]);
        table.AddColumn(new TableColumn("rests on").PadLeft(0));
        var rows = yardstick.Starts.Where(start => start.Rates == StartupRates.Default)
            .SelectMany(start => start.Estimate.Phases.Select(phase => (
                phase.Phase,
                Sources: string.Join(phase.Phase == StartupPhase.Provision ? " − " : ", ", PhaseSources.Of(start.Query, phase.Phase, start.Rates).Select(SourceText)),
                Of: UserOf(phase.Phase, start.Query))))
            .Distinct()
            .GroupBy(row => (row.Phase, row.Sources), row => row.Of)
            .OrderBy(row => Order.IndexOf(row.Key.Phase));
        foreach (var row in rows)
        {
            table.AddRow(CaseName.Of(row.Key.Phase), string.Join(", ", row), row.Key.Sources);
        }

        return table;
    }

    private static void WriteContenders(IAnsiConsole console, Yardstick yardstick)
    {
        var provider = yardstick.Provider.Published;
        console.WriteLine($"To beat: {Text.Seconds(provider)} s, published: the provider's cached image, the weights fetched.");
        foreach (var start in yardstick.Contenders)
        {
            var estimate = start.Estimate;
            var saved = provider - estimate.Expected;
            var side = estimate.High < provider ? "below" : "not below";
            console.WriteLine(
                $"  image and weights by {StartText.MechanismOf(start.Query, start.Rates)}: {Text.Seconds(estimate.Expected)} s "
                + $"(p10–p90 {Band(estimate)}), {Text.Seconds(saved)} s less; the p90 is {side} {Text.Seconds(provider)} s.");
        }

        console.WriteLine(
            "Nobody has published such a start: boot and load are those of the provider's cached one, the reading of the volume is a benchmark's on another "
            + "instance type. The band is what these sources support; a measured start decides.");
        console.WriteLine();
        console.WriteLine(
            $"What it would take to be under {Text.Seconds(Yardstick.Target)} s, by the model. alone: the most a stage may take, all else as it is. together: the "
            + "most when what is fetched, filled and read beside it is shrunk as well.");
        console.Write(Targets(yardstick));
    }

    private static Table Targets(Yardstick yardstick)
    {
        var table = Tables.Create(["mechanism", "stage"], "now", "alone", "together", "total without it");
        Tables.AddText(table, "that is");
        foreach (var start in yardstick.Contenders)
        {
            foreach (var target in Yardstick.TargetsOf(start))
            {
                table.AddRow(
                    StartText.MechanismOf(start.Query, start.Rates),
                    CaseName.Of(target.Phase),
                    Text.Seconds(target.Now),
                    target.Alone is { } alone ? Text.Seconds(alone) : "never",
                    target.WithOtherTransfers is { } together ? Text.Seconds(together) : "",
                    Text.Seconds(target.ReadyWithout),
                    MeaningOf(start, target));
            }
        }

        return table;
    }

    /// <summary>What a stage of that length would need.</summary>
    private static string MeaningOf(YardstickStart start, PhaseTarget target)
    {
        if ((target.Alone ?? target.WithOtherTransfers) is not { TotalSeconds: var seconds and > 0 })
        {
            return "";
        }

        var (query, rates) = (start.Query, start.Rates);
        return target.Phase switch
        {
            StartupPhase.Provision => $"{Number(seconds / target.Now.TotalSeconds * 100)} % of what it is",
            StartupPhase.Hydrate =>
                $"{Number(rates.UnpackedSizeOf(query.Image).Value / seconds / BytesPerMebibyte)} MiB/s; on offer are 100 to 300",
            StartupPhase.Weights => $"read at {Number(query.Weights.Value / seconds / 1e6)} MB/s",
            StartupPhase.Load => $"a warm-up of {Number(seconds - (query.Weights.Value / rates.LoadBytesPerSecond))} s",
            _ => "",
        };
    }

    private static string UserOf(StartupPhase phase, StartupQuery query) => phase switch
    {
        StartupPhase.Image or StartupPhase.Hydrate => MechanismNames.NameOf(query.Mechanism),
        StartupPhase.Weights => query.WeightsVolume is null ? "fetched" : "from a volume",
        StartupPhase.HydrateWeights => MechanismNames.NameOf(query.WeightsVolume!.Value),
        _ => "all",
    };

    private static string SourceText(StartupParameter parameter) =>
        $"{parameter.Name} {Text.Value(parameter.Value < 10 ? parameter.Value : Math.Round(parameter.Value, 1))} {parameter.Unit.Split(' ')[0]} ({CaseName.Of(parameter.Origin)})";

    private static string Waited(YardstickStart start, params ReadOnlySpan<StartupPhase> phases)
    {
        var sum = TimeSpan.Zero;
        foreach (var wait in start.Estimate.Waits)
        {
            sum += phases.Contains(wait.Phase) ? wait.Duration : TimeSpan.Zero;
        }

        return sum > TimeSpan.Zero ? Text.Seconds(sum) : "";
    }

    private static string Band(StartupEstimate estimate) => $"{Text.Seconds(estimate.Low)}–{Text.Seconds(estimate.High)}";

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
