using System.Text;

namespace Autoscaler.Simulation.Inputs;

/// <summary>
/// The lines of a trace, one at a time and without a string for each: traces have tens of millions. Ends in LF or CRLF; blank lines at the end are no
/// lines.
/// </summary>
internal sealed class TraceLines : IDisposable
{
    /// <summary>Longest line, in characters; a row of a trace has some fifty.</summary>
    public const int MaxLineLength = 4_096;

    private readonly StreamReader _reader;
    private readonly char[] _buffer = new char[16 * MaxLineLength];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public TraceLines(Stream stream) => _reader = new StreamReader(stream, Encoding.UTF8);

    /// <summary>The number of the line that <see cref="TryNext"/> gave last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>
    /// The next line without its end, valid until the next call; one longer than <see cref="MaxLineLength"/> is cut there and ends the file.
    /// </summary>
    public bool TryNext(out ReadOnlySpan<char> line)
    {
        var length = _buffer.AsSpan(_start, _end - _start).IndexOf('\n');
        if (length < 0 && !_isAtEnd)
        {
            Fill();
            length = _buffer.AsSpan(_start, _end - _start).IndexOf('\n');
        }

        var available = _end - _start;
        if (length < 0 && available == 0)
        {
            line = default;
            return false;
        }

        Number++;
        line = _buffer.AsSpan(_start, length < 0 ? available : length);
        _start += length < 0 ? available : length + 1;
        if (line.Length > MaxLineLength)
        {
            line = line[..(MaxLineLength + 1)];
            (_start, _end, _isAtEnd) = (0, 0, true);
        }

        line = line.TrimEnd('\r');
        return true;
    }

    public void Dispose() => _reader.Dispose();

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var read = _reader.ReadBlock(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = _end < _buffer.Length;
    }
}
