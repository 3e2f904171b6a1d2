using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Shown;

/// <summary>
/// Rows of aligned columns without borders, as wide as what is in them: a line is a row, for eyes and for grep alike. A terminal that is narrower breaks lines, which
/// reads better than cells that are cut.
/// </summary>
/// <param name="texts">Headers of the columns of texts, which come first.</param>
/// <param name="numbers">Headers of the columns of numbers, which are aligned to the right.</param>
internal sealed class TextTable(string[] texts, string[] numbers)
{
    /// <summary>What is said where there is nothing to show.</summary>
    public const string NothingFound = "Nothing found.";

    private const string Gap = "   ";

    private readonly List<string[]> _rows = [[.. texts, .. numbers]];

    public void AddRow(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, _rows[0].Length);
        _rows.Add([.. cells.Select(Cell.OneLine)]);
    }

    /// <summary>Writes headers and rows; without rows nothing but a word on the error stream.</summary>
    public void Write(CliConsole console)
    {
        if (_rows.Count == 1)
        {
            console.Error.WriteLine(NothingFound);
        }
        else
        {
            WriteRows(console);
        }
    }

    /// <summary>Writes a part of a longer text: its title, and what there is of it.</summary>
    public void WriteSection(CliConsole console, string title)
    {
        console.Output.WriteLine();
        console.Output.WriteLine(_rows.Count == 1 ? $"{title}: none" : $"{title}:");
        if (_rows.Count > 1)
        {
            WriteRows(console);
        }
    }

    private void WriteRows(CliConsole console)
    {
        var widths = Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) => column < texts.Length ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            console.Output.WriteLine(string.Join(Gap, cells).TrimEnd());
        }
    }
}
