using System.Text.Json;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Tests;

/// <summary>One run of the command line in this process.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>The output as one JSON document; throws when it is anything else.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The lines of the output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<CliRun> OfAsync(string commandLine) => OfAsync(commandLine, NoVariables, string.Empty, CancellationToken.None);

    /// <summary>Runs it in a world of its own.</summary>
    /// <param name="commandLine">Arguments with spaces between them.</param>
    /// <param name="variables">All of its environment.</param>
    /// <param name="input">What is piped into it.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public static async Task<CliRun> OfAsync(string commandLine, IReadOnlyDictionary<string, string> variables, string input, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var piped = new StringReader(input);
        var console = new CliConsole(output, error, isOutputTerminal: false, isErrorTerminal: false) { Input = piped, Variable = variables.GetValueOrDefault };
        var exitCode = await AutoscalerCli.RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries), console, cancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
