using System.Globalization;

namespace Autoscaler.Simulation.Inputs;

/// <summary>Reads the rows of a rate trace; a row with an error is left out.</summary>
internal sealed class RateRows(TraceErrors errors)
{
    /// <summary>Most rows: a second each for three months.</summary>
    private const int MaxRows = 10_000_000;

    /// <summary>Largest number of either column: seconds up to the year 33,658, which a duration still holds, and a rate beyond any trace.</summary>
    private const double MaxNumber = 1e11;

    private const int ColumnCount = 2;

    private TimeSpan? _first;
    private TimeSpan _last = TimeSpan.MinValue;

    public ImmutableArray<RateStep>.Builder Steps { get; } = ImmutableArray.CreateBuilder<RateStep>();

    /// <summary>Whether a file that begins with this line is a rate trace: its first column is a number.</summary>
    public static bool IsFirstRow(ReadOnlySpan<char> line)
    {
        var comma = line.IndexOf(',');
        return comma > 0 && double.TryParse(line[..comma], NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    public void Add(ReadOnlySpan<char> line, int number)
    {
        Span<Range> columns = stackalloc Range[ColumnCount + 1];
        if (line.Split(columns, ',') != ColumnCount || line.Length > TraceLines.MaxLineLength)
        {
            errors.Add(number, null, "row", $"{ColumnCount} columns, seconds,rate", TraceFile.Shown(line));
            return;
        }

        var isTime = TryParse(line, columns[0], "seconds", "a time in seconds, 0 or more", number, out var seconds);
        var isRate = TryParse(line, columns[1], "rate", "a rate in requests a second, 0 or more", number, out var rate);
        if (isTime && IsInOrder(TimeSpan.FromSeconds(seconds), line[columns[0]], number) && isRate)
        {
            Keep(new RateStep(_last - _first!.Value, rate), number);
        }
    }

    private void Keep(RateStep step, int number)
    {
        if (Steps.Count == MaxRows)
        {
            errors.Add(number, null, "row", $"at most {MaxRows:#,0} rows", "more");
            return;
        }

        Steps.Add(step);
    }

    private bool IsInOrder(TimeSpan at, ReadOnlySpan<char> text, int number)
    {
        var isInOrder = at > _last;
        if (!isInOrder)
        {
            errors.Add(number, 1, "seconds", "a time after that of the row above, by 100 ns or more", TraceFile.Shown(text.Trim()));
        }

        _first ??= at;
        _last = at;
        return isInOrder;
    }

    private bool TryParse(ReadOnlySpan<char> line, Range column, string field, string expected, int number, out double value)
    {
        var text = line[column].Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= MaxNumber)
        {
            return true;
        }

        errors.Add(number, column.Start.Value + 1, field, expected, TraceFile.Shown(text));
        return false;
    }
}
