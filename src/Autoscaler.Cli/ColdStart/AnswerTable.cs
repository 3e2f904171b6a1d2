using System.Globalization;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;
using Autoscaler.Decisions.Startup;
using Spectre.Console;

namespace Autoscaler.Cli.ColdStart;

/// <summary>The answer for people: one line a mechanism, and where its seconds go.</summary>
internal static class AnswerTable
{
    private static readonly ImmutableArray<StartupPhase> Phases =
        [StartupPhase.Provision, StartupPhase.Hydrate, StartupPhase.Image, StartupPhase.Weights, StartupPhase.Start, StartupPhase.Load];

    public static bool IsOverheadPublished(ColdStartAnswer answer) =>
        answer.Rates.Overheads.ContainsKey(InstanceTypeCatalog.MachineOf(answer.Question.InstanceType.Name));

    public static void Write(IAnsiConsole console, ColdStartAnswer answer)
    {
        var type = answer.Question.InstanceType;
        var weights = answer.Question.Weights == ByteCount.Zero ? "no weights" : $"{answer.Question.Weights} of weights";
        console.MarkupLineInterpolated($"Image {answer.Question.Image} compressed, {weights}, on {type.Name} ({type.Accelerators} × {type.Accelerator}, {type.OnDemandPrice})");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Host: {answer.Rates.HostRatesOf(type.Name).NetworkBytesPerSecond / 1e6:0} MB/s from the network, {answer.Rates.DiskBytesPerSecond / 1e6:0} MB/s to disk, {answer.Rates.UnpackBytesPerSecond / 1e6:0} MB/s unpacked layer by layer."));
        console.WriteLine();
        console.Write(TableOf(answer));
        console.WriteLine("Seconds. Stages are start–end; hydrate runs beside the boot, image and weights side by side, and they share network and disk.");
        console.WriteLine(IsOverheadPublished(answer)
            ? "The overhead (provision, start, warm-up) is this type's, from a published cached start; how it splits into stages is assumed."
            : "No cached start of this type was published: its overhead (provision, start, warm-up) is the mean of other types, with a wider band.");
        if (answer.Options.Any(option => option.Query.Mechanism == StartupMechanism.SnapshotLazy))
        {
            console.WriteLine("The rate of snapshot-lazy is assumed (no figure is published), hence its band.");
        }

        if (answer.Options.Any(option => option.Query.Mechanism == StartupMechanism.RegistryParallel))
        {
            console.WriteLine($"registry-parallel unpacks faster, which shows only where the disk keeps up: see {ColdStartQuestion.DiskOption}.");
        }
    }

    private static Table TableOf(ColdStartAnswer answer)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("mechanism").AddColumn("start on");
        foreach (var column in Phases.Select(phase => CultureInfo.InvariantCulture.TextInfo.ToLower(phase.ToString())).Prepend("p10–p90").Prepend("expected"))
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var option in answer.Options)
        {
            string[] cells =
            [
                MechanismNames.NameOf(option.Query.Mechanism),
                StartOf(option.Query),
                Text.Seconds(option.Estimate.Expected),
                $"{Text.Seconds(option.Estimate.Low)}–{Text.Seconds(option.Estimate.High)}",
                .. Phases.Select(phase => Stage(option.Estimate, phase)),
            ];
            table.AddRow(cells);
        }

        return table;
    }

    private static string StartOf(StartupQuery query) => query switch
    {
        { NewInstance: true } => "new instance",
        { WeightsOnDisk: true } => "running: image, weights",
        _ => "running: image",
    };

    private static string Stage(StartupEstimate estimate, StartupPhase phase)
    {
        foreach (var candidate in estimate.Phases)
        {
            if (candidate.Phase == phase)
            {
                return $"{Text.Seconds(candidate.Start)}–{Text.Seconds(candidate.End)}";
            }
        }

        return "";
    }
}
