using System.CommandLine;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Faults;
using Autoscaler.Simulation.Faults;

namespace Autoscaler.Cli.Commands;

/// <summary><c>faults</c>: fleets in virtual time in which everything goes wrong that can, and what must hold all the same.</summary>
internal static class FaultsCommand
{
    public const string Name = "faults";

    public static Command Create(CliConsole console)
    {
        var seeds = new Option<string?>("--seeds") { Description = "How many seeds to run, from 1 on, or a range, as 7..7 for one alone. Default 100." };
        var json = JsonFlag.Create();
        var command = new Command(Name, "Runs simulated fleets under crashes, lost messages, failing writes and a failing cloud, and checks what must hold. Exits with 1 where something did not.")
        {
            seeds, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(console, parsed.GetValue(seeds), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, string? text, bool asJson, CancellationToken cancellationToken)
    {
        if (!SeedRange.TryRead(text, out var seeds, out var error))
        {
            return console.Refuse(Name, [error]);
        }

        var report = await console.Progress.RunAsync(
            $"{Name} {seeds}",
            (progress, token) => FaultCampaign.RunAsync(seeds.First, seeds.Count, new FaultRunOptions(), Environment.ProcessorCount, progress, TimeProvider.System, token),
            cancellationToken);
        if (asJson)
        {
            console.WriteJson(FaultDocument.Of(seeds, report));
        }
        else
        {
            FaultTable.Write(console.Tables, seeds, report);
        }

        return report.Violations.IsEmpty ? ExitCode.Success : ExitCode.Violations;
    }
}
