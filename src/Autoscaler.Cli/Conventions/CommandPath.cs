using System.CommandLine;

namespace Autoscaler.Cli.Conventions;

/// <summary>How people type a command: <c>get endpoints</c>.</summary>
internal static class CommandPath
{
    /// <summary>The names from below the root; the root's own for the root.</summary>
    public static string Of(Command command)
    {
        var names = new Stack<string>();
        for (var at = command; at is not null and not RootCommand; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            names.Push(at.Name);
        }

        return names.Count == 0 ? AutoscalerCli.Name : string.Join(' ', names);
    }
}
