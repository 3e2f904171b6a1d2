using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Autoscaler.Documents.Trees;

/// <summary>Builds the tree of a JSON document, with the place of each value. Comments and trailing commas are refused.</summary>
internal sealed class JsonTree
{
    private static readonly string[] ReasonEnds = [" LineNumber:", " Change the reader options"];

    private readonly string _file;
    private readonly byte[] _utf8;
    private readonly DocumentBounds _bounds;
    private int _counted;
    private DocumentMark _mark = new(1, 1);

    private JsonTree(string file, byte[] utf8)
    {
        _file = file;
        _utf8 = utf8;
        _bounds = new DocumentBounds(file, DocumentBounds.MaxJsonValues);
    }

    /// <summary>The document's root; null where there is none.</summary>
    /// <exception cref="InputException">The text is not JSON; the first such place is given.</exception>
    public static DocumentValue? Parse(string file, string text) =>
        string.IsNullOrWhiteSpace(text) ? null : new JsonTree(file, Encoding.UTF8.GetBytes(text)).ReadDocument();

    private DocumentValue ReadDocument()
    {
        // One level more than is allowed, so that it is refused here, and as in YAML.
        var reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = DocumentBounds.MaxDepth + 1 });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, depth: 1);
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            throw DocumentTree.Refused(_file, MarkOf(e), "well-formed JSON", $"this: {Reason(e)}", e);
        }
    }

    private DocumentValue ReadValue(ref Utf8JsonReader reader, int depth)
    {
        var mark = MarkAt(reader.TokenStartIndex);
        _bounds.Admit(mark, depth);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMapping(ref reader, mark, depth),
            JsonTokenType.StartArray => ReadSequence(ref reader, mark, depth),
            JsonTokenType.String => new DocumentScalar(mark, TextOf(ref reader, mark), ScalarForm.JsonString),
            JsonTokenType.Number => new DocumentScalar(mark, Encoding.UTF8.GetString(reader.ValueSpan), ScalarForm.JsonNumber),
            JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null =>
                new DocumentScalar(mark, Encoding.UTF8.GetString(reader.ValueSpan), ScalarForm.JsonLiteral),
            _ => throw new UnreachableException($"{_file}: a value begins with {reader.TokenType}."),
        };
    }

    private DocumentSequence ReadSequence(ref Utf8JsonReader reader, DocumentMark mark, int depth)
    {
        var items = ImmutableArray.CreateBuilder<DocumentValue>();
        for (reader.Read(); reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            items.Add(ReadValue(ref reader, depth + 1));
        }

        return new DocumentSequence(mark, items.ToImmutable());
    }

    private DocumentMapping ReadMapping(ref Utf8JsonReader reader, DocumentMark mark, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(DocumentScalar, DocumentValue)>();
        for (reader.Read(); reader.TokenType != JsonTokenType.EndObject; reader.Read())
        {
            var keyMark = MarkAt(reader.TokenStartIndex);
            _bounds.Admit(keyMark, depth + 1);
            var key = new DocumentScalar(keyMark, TextOf(ref reader, keyMark), ScalarForm.JsonString);
            reader.Read();
            entries.Add((key, ReadValue(ref reader, depth + 1)));
        }

        return new DocumentMapping(mark, entries.ToImmutable());
    }

    private string TextOf(ref Utf8JsonReader reader, DocumentMark mark)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw DocumentTree.Refused(_file, mark, "a string without halves of characters", "one, escaped", e);
        }
    }

    // Tokens come in their order, so that each byte is counted once.
    private DocumentMark MarkAt(long index)
    {
        _mark = Advance(_mark, _utf8.AsSpan(_counted, (int)index - _counted));
        _counted = (int)index;
        return _mark;
    }

    private DocumentMark MarkOf(JsonException e)
    {
        var line = (int)(e.LineNumber ?? 0);
        var start = 0;
        for (var i = 0; i < line; i++)
        {
            start += _utf8.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        var length = Math.Min((int)(e.BytePositionInLine ?? 0), _utf8.Length - start);
        return Advance(new DocumentMark(line + 1, 1), _utf8.AsSpan(start, length));
    }

    // Columns count as YAML's do, in UTF-16.
    private static DocumentMark Advance(DocumentMark mark, ReadOnlySpan<byte> passed)
    {
        var lines = passed.Count((byte)'\n');
        var rest = passed[(passed.LastIndexOf((byte)'\n') + 1)..];
        return new DocumentMark(mark.Line + lines, (lines == 0 ? mark.Column : 1) + Encoding.UTF8.GetCharCount(rest));
    }

    // The message without the place, and without advice on how to program the reader.
    private static string Reason(JsonException e)
    {
        var ends = ReasonEnds.Select(end => e.Message.IndexOf(end, StringComparison.Ordinal)).Where(end => end >= 0);
        return e.Message[..ends.DefaultIfEmpty(e.Message.Length).Min()].TrimEnd('.');
    }
}
