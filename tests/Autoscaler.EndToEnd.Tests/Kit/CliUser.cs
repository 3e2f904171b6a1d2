using Autoscaler.Cli;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.EndToEnd.Tests.Kit;

/// <summary>Somebody at a terminal, with a server and a key in the environment.</summary>
/// <param name="Server">The server.</param>
/// <param name="Key">The key; null for none.</param>
internal sealed record CliUser(string Server, string? Key)
{
    // Whatever is configured on this machine is not theirs.
    private static readonly Lazy<string> NoConfiguration = new(static () =>
    {
        var path = Path.Combine(AppContext.BaseDirectory, "no-configuration.yaml");
        File.WriteAllText(path, "{}");
        return path;
    });

    private Dictionary<string, string> Variables => new()
    {
        ["AUTOSCALER_SERVER"] = Server,
        ["AUTOSCALER_KEY"] = Key ?? "",
        ["AUTOSCALER_CONFIG"] = NoConfiguration.Value,
    };

    public Task<CliRun> RunAsync(string commandLine, string input = "") => RunAsync(commandLine, input, CancellationToken.None);

    public Task<CliRun> RunAsync(string commandLine, string input, CancellationToken cancellationToken) => CliRun.OfAsync(commandLine, Variables, input, cancellationToken);

    /// <summary>Runs a command and takes for granted that it does what it is told.</summary>
    public async Task<CliRun> DoAsync(string commandLine, string input = "")
    {
        var run = await RunAsync(commandLine, input);
        Assert.True(run.ExitCode == 0, $"{commandLine}: expected exit code 0; found {run.ExitCode}\n{run.Output}{run.Error}");
        return run;
    }

    /// <summary>Begins a command that goes on until it is cancelled.</summary>
    public Task<int> StartAsync(string commandLine, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var console = new CliConsole(output, error, isOutputTerminal: false, isErrorTerminal: false) { Variable = Variables.GetValueOrDefault };
        return AutoscalerCli.RunAsync(commandLine.Split(' '), console, cancellationToken);
    }
}
