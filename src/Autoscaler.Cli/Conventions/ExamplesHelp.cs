using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Autoscaler.Cli.Conventions;

/// <summary>
/// Shows a command's examples in its own help alone, behind everything else: a list of commands has no room for them. A command without any has those of the command
/// above it.
/// </summary>
/// <param name="help">The help without examples.</param>
/// <param name="examples">The examples, by command.</param>
internal sealed class ExamplesHelp(SynchronousCommandLineAction help, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    // A description is a sentence or two, then an empty line and the examples.
    private const string Separator = "\n\nExample";

    /// <summary>Takes the examples out of all descriptions below a command, and gives them to its help.</summary>
    public static void Install(RootCommand root)
    {
        var examples = new Dictionary<Command, string>();
        foreach (var command in Below(root))
        {
            if (command.Description?.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var at)
            {
                examples.Add(command, command.Description[(at + 2)..]);
                command.Description = command.Description[..at];
            }
        }

        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExamplesHelp((SynchronousCommandLineAction)option.Action!, examples);
    }

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        var exit = help.Invoke(parseResult);
        for (var command = parseResult.CommandResult.Command; command is not null; command = command.Parents.OfType<Command>().FirstOrDefault())
        {
            if (examples.TryGetValue(command, out var text))
            {
                parseResult.InvocationConfiguration.Output.WriteLine(text);
                break;
            }
        }

        return exit;
    }

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(static one => Below(one).Prepend(one));
}
