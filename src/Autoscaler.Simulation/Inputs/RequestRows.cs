using System.Globalization;

namespace Autoscaler.Simulation.Inputs;

/// <summary>Reads the rows of a request trace; a row with an error is left out.</summary>
internal sealed class RequestRows(TraceErrors errors)
{
    /// <summary>Most requests; 16 bytes each.</summary>
    private const int MaxRequests = 100_000_000;

    private const int ColumnCount = 3;
    private const int SecondLength = 19;
    private const int MaxFractionDigits = 7;
    private const string TimestampRule = "a time as 2023-11-16 18:15:46.6805900";

    private long? _firstTicks;
    private long _lastTicks = long.MinValue;

    public ImmutableArray<TraceRequest>.Builder Requests { get; } = ImmutableArray.CreateBuilder<TraceRequest>();

    public void Add(ReadOnlySpan<char> line, int number)
    {
        Span<Range> columns = stackalloc Range[ColumnCount + 1];
        var found = line.Split(columns, ',');
        if (found != ColumnCount || line.Length > TraceLines.MaxLineLength)
        {
            errors.Add(number, null, "row", $"{ColumnCount} columns, {TraceFile.RequestHeader}", TraceFile.Shown(line));
            return;
        }

        var timestamp = line[columns[0]].Trim();
        var isTime = TryParseTicks(timestamp, out var ticks);
        if (!isTime)
        {
            errors.Add(number, 1, "TIMESTAMP", TimestampRule, TraceFile.Shown(timestamp));
        }

        var isContext = TryParseTokens(line, columns[1], "ContextTokens", number, out var context);
        var isGenerated = TryParseTokens(line, columns[2], "GeneratedTokens", number, out var generated);
        if (isTime && IsInOrder(ticks, timestamp, number) && isContext && isGenerated)
        {
            Keep(new TraceRequest(new TimeSpan(ticks - _firstTicks!.Value), context, generated), number);
        }
    }

    private void Keep(TraceRequest request, int number)
    {
        if (Requests.Count == MaxRequests)
        {
            errors.Add(number, null, "row", $"at most {MaxRequests:#,0} requests", "more");
            return;
        }

        Requests.Add(request);
    }

    private bool IsInOrder(long ticks, ReadOnlySpan<char> timestamp, int number)
    {
        var isInOrder = ticks >= _lastTicks;
        if (!isInOrder)
        {
            errors.Add(number, 1, "TIMESTAMP", "a time not before that of the row above", TraceFile.Shown(timestamp));
        }

        _firstTicks ??= ticks;
        _lastTicks = ticks;
        return isInOrder;
    }

    private bool TryParseTokens(ReadOnlySpan<char> line, Range column, string field, int number, out int tokens)
    {
        var text = line[column].Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out tokens))
        {
            return true;
        }

        errors.Add(number, column.Start.Value + 1, field, $"a whole number, 0 to {int.MaxValue:#,0}", TraceFile.Shown(text));
        return false;
    }

    /// <summary>The time in ticks: date and seconds by the framework, then up to seven fractional digits, then nothing, Z or an offset.</summary>
    private static bool TryParseTicks(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < SecondLength || !TryParseSecond(text[..SecondLength], out var second))
        {
            return false;
        }

        var rest = text[SecondLength..];
        var fraction = 0;
        if (rest is ['.', ..])
        {
            rest = rest[1..];
            var end = rest.IndexOfAnyExceptInRange('0', '9');
            var digits = end < 0 ? rest.Length : end;
            if (digits is 0 or > MaxFractionDigits)
            {
                return false;
            }

            fraction = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            for (var i = digits; i < MaxFractionDigits; i++)
            {
                fraction *= 10;
            }

            rest = rest[digits..];
        }

        ticks = second.Ticks + fraction;
        return rest is [] or ['Z'] || TryApplyOffset(rest, ref ticks);
    }

    private static bool TryParseSecond(ReadOnlySpan<char> text, out DateTime second) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out second)
        || DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out second);

    private static bool TryApplyOffset(ReadOnlySpan<char> text, ref long ticks)
    {
        if (text is not ['+' or '-', ..] || !TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var offset))
        {
            return false;
        }

        ticks -= text[0] == '+' ? offset.Ticks : -offset.Ticks;
        return true;
    }
}
