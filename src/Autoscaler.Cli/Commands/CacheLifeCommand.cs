using System.CommandLine;
using Autoscaler.Cli.CacheLives;
using Autoscaler.Cli.Conventions;
using Autoscaler.Simulation.CacheLives;

namespace Autoscaler.Cli.Commands;

/// <summary><c>cachelife</c>: image caches from their first build to their purge receipts, in virtual time.</summary>
internal static class CacheLifeCommand
{
    public const string Name = "cachelife";

    private const ulong Seed = 1;

    public static Command Create(CliConsole console)
    {
        var json = JsonFlag.Create();
        var command = new Command(
            Name, """
            Runs the whole life of image caches on a simulated cloud: builds, hits, a digest that does not agree, a new image, a deletion with a crash in its middle. Exits with 1 where something is not as it must be.

            Example:
              autoscaler cachelife
            """)
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(console, parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, bool asJson, CancellationToken cancellationToken)
    {
        var report = await console.Progress.RunAsync(Name, static (progress, token) => CacheLife.Run(Seed, progress, token), cancellationToken);
        if (asJson)
        {
            console.WriteJson(CacheLifeDocument.Of(report));
        }
        else
        {
            CacheLifeTable.Write(console.Tables, report);
        }

        return report.IsRight ? ExitCode.Success : ExitCode.Violations;
    }
}
