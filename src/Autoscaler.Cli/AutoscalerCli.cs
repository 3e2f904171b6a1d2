using System.CommandLine;
using Autoscaler.Cli.Commands;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli;

/// <summary>The command line as a whole: parses, refuses what is not understood, runs one command.</summary>
internal static class AutoscalerCli
{
    public static async Task<int> RunAsync(string[] args, CliConsole console, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Scales fleets of accelerator instances that serve large models.");
        root.Subcommands.Add(ApplyCommand.Create(console));
        root.Subcommands.Add(GetCommand.Create(console));
        root.Subcommands.Add(DescribeCommand.Create(console));
        root.Subcommands.Add(EventsCommand.Create(console));
        root.Subcommands.Add(DeleteCommand.Create(console));
        root.Subcommands.Add(SteeringCommands.Pause(console));
        root.Subcommands.Add(SteeringCommands.Resume(console));
        root.Subcommands.Add(SteeringCommands.Scale(console));
        root.Subcommands.Add(SteeringCommands.Activate(console));
        root.Subcommands.Add(CacheCommand.Create(console));
        root.Subcommands.Add(KeyCommand.Create(console));
        root.Subcommands.Add(ColdStartCommand.Create(console));
        root.Subcommands.Add(ReplayCommand.Create(console));
        root.Subcommands.Add(BenchCommand.Create(console));
        root.Subcommands.Add(FaultsCommand.Create(console));
        root.Subcommands.Add(CacheLifeCommand.Create(console));

        ExamplesHelp.Install(root);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not ExamplesHelp)
        {
            return console.Refuse(parsed.CommandResult.Command.Name, parsed.Errors.Select(error => error.Message));
        }

        var configuration = new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C, or whoever runs it has had enough.
            return ExitCode.Interrupted;
        }
    }
}
