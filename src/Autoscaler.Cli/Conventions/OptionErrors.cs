using Autoscaler.Documents;

namespace Autoscaler.Cli.Conventions;

/// <summary>Everything that is wrong with what a command was given, to be told at once.</summary>
internal sealed class OptionErrors
{
    private readonly List<string> _lines = [];

    public bool IsEmpty => _lines.Count == 0;

    /// <summary>The errors, one a line.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public void Add(OptionError error) => _lines.Add(error.ToString());

    /// <summary>Adds what is wrong with a file, each error with its place.</summary>
    public void Add(InputException refusal) => _lines.AddRange(refusal.Message.Split('\n'));
}
