using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.History;
using Autoscaler.Documents;

namespace Autoscaler.Cli.Resources;

/// <summary>Events as aligned lines: when, to whom, what, and why. Lines and not a table: they also come one at a time.</summary>
internal static class EventTable
{
    private const int EndpointWidth = 16;
    private const int SubjectWidth = 12;

    private static readonly EventText Text = new(static at => ShownTime.Of(at), static _ => null);

    public static IEnumerable<string> LinesOf(JournalEntry entry) => Text.PartsOf(entry.Event)
        .Select(part => $"{ShownTime.Of(entry.Event.At)}  {entry.Event.Endpoint.ToString().PadRight(EndpointWidth)}  {part.Subject.PadRight(SubjectWidth)}{Cell.OneLine(part.What)}");

    public static void Write(CliConsole console, IReadOnlyList<JournalEntry> entries)
    {
        foreach (var line in entries.SelectMany(LinesOf))
        {
            console.Output.WriteLine(line);
        }

        if (entries.Count == 0)
        {
            console.Error.WriteLine(TextTable.NothingFound);
        }
    }
}
