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
        var log = new Option<string?>("--log") { Description = "Writes what grains and host log to this file; for one seed alone." };
        var json = JsonFlag.Create();
        var command = new Command(Name, """
            Runs simulated fleets under crashes, lost messages, failing writes and a failing cloud, and checks what must hold. Exits with 1 where something did not.

            Examples:
              autoscaler faults --seeds 20
              autoscaler faults --seeds 7..7 --log faults.txt
            """)
        {
            seeds, log, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(console, parsed.GetValue(seeds), parsed.GetValue(log), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, string? text, string? logPath, bool asJson, CancellationToken cancellationToken)
    {
        var errors = new List<OptionError>();
        if (!SeedRange.TryRead(text, out var seeds, out var error))
        {
            errors.Add(error);
        }
        else if (logPath is not null && seeds.Count > 1)
        {
            errors.Add(new OptionError("--log", $"one seed alone, as --seeds {seeds.First}..{seeds.First}", $"{seeds.Count} seeds"));
        }

        var log = Open(logPath, errors);
        await using (log)
        {
            if (seeds is null || errors.Count > 0)
            {
                return console.Refuse(Name, errors);
            }

            // Not before: what is refused must not cost anybody a file.
            log?.BaseStream.SetLength(0);
            return await RunAsync(console, seeds, new FaultRunOptions { Log = log }, asJson, cancellationToken);
        }
    }

    private static StreamWriter? Open(string? path, List<OptionError> errors)
    {
        try
        {
            return path is null ? null : new StreamWriter(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add(new OptionError("--log", $"a file that can be written ({e.Message})", path!));
            return null;
        }
    }

    private static async Task<int> RunAsync(CliConsole console, SeedRange seeds, FaultRunOptions options, bool asJson, CancellationToken cancellationToken)
    {
        var report = await console.Progress.RunAsync(
            $"{Name} {seeds}",
            (progress, token) => FaultCampaign.RunAsync(seeds.First, seeds.Count, options, Environment.ProcessorCount, progress, TimeProvider.System, token),
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
