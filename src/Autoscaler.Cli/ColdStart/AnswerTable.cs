using System.Globalization;
using Autoscaler.Cli.Conventions;
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
        var rates = answer.Rates.HostRatesOf(type.Name);
        console.WriteLine(
            $"Image {answer.Question.Image} compressed, {weights}, on {type.Name} ({type.Accelerators} × {type.Accelerator}, {type.OnDemandPrice})");
        console.WriteLine(
            $"Host, MB/s: network {Megabytes(rates.NetworkBytesPerSecond)}, disk {Megabytes(rates.DiskBytesPerSecond)}, "
            + $"unpacking {Megabytes(rates.UnpackBytesPerSecond)} (packed).");
        console.WriteLine();
        console.Write(TableOf(answer));
        console.WriteLine(
            "Seconds. Hydrate runs beside the boot; image and weights side by side, sharing network and disk; the others follow each other. On a volume of their own "
            + "weights hydrate beside the boot too; their seconds are then from the boot until they are read.");
        console.WriteLine(IsOverheadPublished(answer)
            ? "The overhead (provision, start, warm-up) is this type's, from a published cached start; its split into stages is assumed."
            : "No cached start of this type is published: its overhead (provision, start, warm-up) is the mean of others, its band wider.");
        if (answer.Options.Any(option => option.Query.Mechanism == StartupMechanism.SnapshotLazy))
        {
            console.WriteLine("The rate of snapshot-lazy is assumed (no figure is published), hence its band.");
        }

        if (answer.Options.Any(option => option.Query.Mechanism == StartupMechanism.RegistryParallel))
        {
            console.WriteLine(
                "registry-parallel unpacks faster, which shows only where disk and network keep up: "
                + $"see {ColdStartQuestion.DiskOption} and {ColdStartQuestion.NetworkOption}.");
        }
    }

    private static Table TableOf(ColdStartAnswer answer)
    {
        var table = Tables.Create(["mechanism", "start on"], ["expected", "p10–p90", .. Phases.Select(CaseName.Of)]);
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

    private static string Megabytes(double bytes) => (bytes / 1e6).ToString("0", CultureInfo.InvariantCulture);

    private static string StartOf(StartupQuery query) => query switch
    {
        { WeightsVolume: not null } => "new, weights on volume",
        { NewInstance: true } => "new instance",
        { WeightsOnDisk: true } => "running: image, weights",
        _ => "running: image",
    };

    private static string Stage(StartupEstimate estimate, StartupPhase phase) =>
        estimate.DurationOf(phase) is var duration && duration > TimeSpan.Zero ? Text.Seconds(duration) : "";
}
