using System.CommandLine;
using System.CommandLine.Parsing;
using Autoscaler.Cli.Commands;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli;

/// <summary>The command line as a whole: parses, refuses what is not understood, runs one command.</summary>
internal static class AutoscalerCli
{
    /// <summary>The program's name.</summary>
    public const string Name = "autoscaler";

    /// <summary>All commands.</summary>
    public static RootCommand Create(CliConsole console)
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
        root.Subcommands.Add(DoctorCommand.Create(console));

        ExamplesHelp.Install(root);
        return root;
    }

    /// <summary>Runs one command.</summary>
    /// <returns>Its exit code, one of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CliConsole console, CancellationToken cancellationToken)
    {
        var parsed = Create(console).Parse(args);
        var errors = parsed.Errors.Select(static error => error.Message).Concat(UnknownOptions(parsed)).ToList();
        if (errors.Count > 0 && parsed.Action is not ExamplesHelp)
        {
            var path = CommandPath.Of(parsed.CommandResult.Command);
            var exit = console.Refuse(path, errors);
            console.Error.WriteLine($"See '{(path == Name ? Name : $"{Name} {path}")} --help'.");
            return exit;
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

    // An option that there is not would be taken for an argument, and its name could be a tenant's. Behind -- everything is an argument.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed) => parsed.Tokens.Any(static token => token.Type == TokenType.DoubleDash)
        ? []
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens)
            .Where(static token => token.Value.StartsWith('-')).Select(static token => $"Unrecognized option '{token.Value}'.");
}
