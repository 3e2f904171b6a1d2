using System.CommandLine;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Server;

/// <summary>Runs a command that speaks to a server: reads where it is, and tells what it refused.</summary>
internal static class ServerCommand
{
    /// <summary>Gives a command its work.</summary>
    /// <param name="command">The command.</param>
    /// <param name="console">Where it writes.</param>
    /// <param name="read">Reads the arguments; everything that is wrong goes to the list.</param>
    /// <param name="run">The work.</param>
    public static Command Runs<T>(this Command command, CliConsole console, Func<ParseResult, List<OptionError>, T> read, Func<ApiClient, T, CancellationToken, Task<int>> run)
    {
        var options = ConnectionOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var errors = new List<OptionError>();
            var arguments = read(parsed, errors);
            var connection = options.Read(parsed, errors);
            if (connection is null || errors.Count > 0)
            {
                return console.Refuse(command.Name, errors);
            }

            using var client = new ApiClient(connection);
            try
            {
                return await run(client, arguments, cancellationToken);
            }
            catch (ProblemException e)
            {
                return console.Fail(command.Name, e.Problem);
            }
        });
        return command;
    }

    /// <summary>Tells why a server did not do what it was asked.</summary>
    public static int Fail(this CliConsole console, string command, Problem problem)
    {
        console.Error.WriteLine($"{command}: {problem}");
        return problem.IsBadInput ? ExitCode.BadInput : ExitCode.Failed;
    }
}
