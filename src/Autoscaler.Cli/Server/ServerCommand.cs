using System.CommandLine;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Server;

/// <summary>Runs a command that speaks to a server: reads where it is, and tells what it refused.</summary>
internal static class ServerCommand
{
    /// <summary>Gives a command its work.</summary>
    /// <param name="command">The command.</param>
    /// <param name="console">What it has of the world.</param>
    /// <param name="read">Reads the arguments; everything that is wrong goes to the list.</param>
    /// <param name="run">The work.</param>
    public static Command Runs<T>(this Command command, CliConsole console, Func<ParseResult, OptionErrors, T> read, Func<ApiClient, T, CancellationToken, Task<int>> run)
    {
        var options = ConnectionOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var errors = new OptionErrors();
            var arguments = read(parsed, errors);
            var connection = options.Read(parsed, console.Variable, errors);
            if (connection is null || !errors.IsEmpty)
            {
                return console.Refuse(CommandPath.Of(command), errors.Lines);
            }

            using var client = new ApiClient(connection);
            try
            {
                return await run(client, arguments, cancellationToken);
            }
            catch (ProblemException e)
            {
                return console.Fail(CommandPath.Of(command), e.Problem);
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
