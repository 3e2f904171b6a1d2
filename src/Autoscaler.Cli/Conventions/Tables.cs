using Spectre.Console;

namespace Autoscaler.Cli.Conventions;

/// <summary>How every table of the command line looks.</summary>
internal static class Tables
{
    /// <summary>A table with columns of texts, then columns of numbers.</summary>
    public static Table Create(ReadOnlySpan<string> texts, params ReadOnlySpan<string> numbers)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var text in texts)
        {
            AddText(table, text);
        }

        foreach (var number in numbers)
        {
            AddNumber(table, number);
        }

        return table;
    }

    public static void AddText(Table table, string header) => table.AddColumn(new TableColumn(header).NoWrap().PadLeft(0).PadRight(1));

    public static void AddNumber(Table table, string header) =>
        table.AddColumn(new TableColumn(header).NoWrap().RightAligned().PadLeft(0).PadRight(1));
}
