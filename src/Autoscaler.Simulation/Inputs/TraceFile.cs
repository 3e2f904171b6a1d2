namespace Autoscaler.Simulation.Inputs;

/// <summary>
/// Reads traces of the two published formats, told apart by their first line: requests with the header <c>TIMESTAMP,ContextTokens,GeneratedTokens</c>
/// (Azure's LLM traces), and <c>seconds,rate</c> rows without a header. Times count from the first row.
/// </summary>
public static class TraceFile
{
    /// <summary>The first line of a request trace.</summary>
    internal const string RequestHeader = "TIMESTAMP,ContextTokens,GeneratedTokens";

    private const string What = "a trace file: request rows after the header '" + RequestHeader + "', or rows of seconds,rate without a header";
    private const int MaxShownLength = 80;

    /// <summary>Reads a trace; its name is the file's, without folder and extension.</summary>
    /// <exception cref="InputException">There is no such file, or it is no valid trace; the first 20 errors, each with its line, and the number of
    /// the others.</exception>
    public static Trace Read(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path) is { Length: > 0 } given ? given : "trace";
        return InputFile.Read(path, What, stream => Read(path, name, stream));
    }

    /// <summary>How a message shows what stands in a file.</summary>
    internal static string Shown(ReadOnlySpan<char> text) => text switch
    {
        { IsEmpty: true } => "nothing",
        { Length: > MaxShownLength } => $"'{text[..MaxShownLength]}…'",
        _ => $"'{text}'",
    };

    private static Trace Read(string path, string name, Stream stream)
    {
        using var lines = new TraceLines(stream);
        if (!lines.TryNext(out var first))
        {
            throw InputFile.Refused(path, What, "an empty file", null);
        }

        var errors = new TraceErrors(path);
        if (first.Trim().Equals(RequestHeader, StringComparison.OrdinalIgnoreCase))
        {
            return ReadRequests(path, name, lines, errors);
        }

        if (RateRows.IsFirstRow(first))
        {
            return ReadRates(path, name, lines, first, errors);
        }

        throw new InputException([new InputError(path, 1, null, "file", What, Shown(first))]);
    }

    private static RequestTrace ReadRequests(string path, string name, TraceLines lines, TraceErrors errors)
    {
        var rows = new RequestRows(errors);
        var blanks = new BlankLines(errors);
        while (lines.TryNext(out var line))
        {
            if (!blanks.IsBlank(line, lines.Number))
            {
                rows.Add(line, lines.Number);
            }
        }

        errors.ThrowIfAny();
        return rows.Requests.Count > 0
            ? new RequestTrace(name, rows.Requests.ToImmutable())
            : throw InputFile.Refused(path, "1 request or more", "a header only", null);
    }

    private static RateTrace ReadRates(string path, string name, TraceLines lines, ReadOnlySpan<char> first, TraceErrors errors)
    {
        var rows = new RateRows(errors);
        var blanks = new BlankLines(errors);
        rows.Add(first, lines.Number);
        while (lines.TryNext(out var line))
        {
            if (!blanks.IsBlank(line, lines.Number))
            {
                rows.Add(line, lines.Number);
            }
        }

        errors.ThrowIfAny();
        return rows.Steps.Count > 1
            ? new RateTrace(name, rows.Steps.ToImmutable())
            : throw InputFile.Refused(path, "2 rows or more, so that a rate has a length", "1 row", null);
    }

    /// <summary>Blank lines are allowed at a file's end and errors before it.</summary>
    private sealed class BlankLines(TraceErrors errors)
    {
        private int? _firstBlank;

        public bool IsBlank(ReadOnlySpan<char> line, int number)
        {
            if (line.IsWhiteSpace())
            {
                _firstBlank ??= number;
                return true;
            }

            if (_firstBlank is { } blank)
            {
                errors.Add(blank, null, "row", "a row", "a blank line");
                _firstBlank = null;
            }

            return false;
        }
    }
}
