using System.Text.Json;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Tests;

/// <summary>One run of the command line in this process.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>The output as one JSON document; throws when it is anything else.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static async Task<CliRun> OfAsync(string commandLine)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new CliConsole(output, error, isOutputTerminal: false, isErrorTerminal: false);
        var exitCode = await AutoscalerCli.RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries), console, CancellationToken.None);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
