using System.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Autoscaler.Simulation.Inputs;

/// <summary>
/// Builds the tree of one YAML document from the parser's events. Anchors, aliases and tags are refused: a spec says what it means where it means it,
/// and a small file cannot unfold into a large one.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 32;

    private readonly string _file;
    private readonly Parser _parser;

    private YamlTree(string file, string text)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The document's root; null where there is none.</summary>
    /// <exception cref="InputException">The text is not YAML, or holds what is refused; the first such place is given.</exception>
    public static YamlValue? Parse(string file, string text)
    {
        var tree = new YamlTree(file, text);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException e)
        {
            // The start of such an error is where the construct began; its end is where the text stopped making sense.
            var message = e.Message.TrimEnd('.');
            throw Refused(file, MarkOf(e.End), "well-formed YAML", $"this: {message}", e);
        }
    }

    private static YamlMark MarkOf(in Mark mark) => new((int)mark.Line, (int)mark.Column);

    private static InputException Refused(string file, YamlMark mark, string expected, string found, Exception? cause = null) =>
        new([new InputError(file, mark.Line, mark.Column, "file", expected, found)], 0, cause);

    private ParsingEvent Next()
    {
        var last = _parser.Current;
        try
        {
            return _parser.MoveNext() ? _parser.Current! : throw new UnreachableException($"{_file}: the parser ended inside a document.");
        }
        catch (InvalidOperationException e)
        {
            // A list in brackets that goes on in a line without indentation runs into the parser's own assertion; what it gave last is the nearest place known.
            var mark = last is null ? new YamlMark(1, 1) : MarkOf(last.End);
            throw Refused(_file, mark, "well-formed YAML from here on, with continued lines indented", "what the parser cannot read", e);
        }
    }

    private YamlValue? ReadDocument()
    {
        Next(); // the stream's start
        if (Next() is not DocumentStart)
        {
            return null;
        }

        var root = ReadValue(Next(), depth: 1);
        Next(); // the document's end
        return Next() is DocumentStart second ? throw Refused(_file, MarkOf(second.Start), "one document", "a second one") : root;
    }

    private YamlValue ReadValue(ParsingEvent current, int depth)
    {
        var mark = MarkOf(current.Start);
        if (depth > MaxDepth)
        {
            throw Refused(_file, mark, $"at most {MaxDepth} levels of nesting", "more");
        }

        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
        {
            throw Refused(_file, mark, "values without anchors and aliases", "one");
        }

        if (current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            throw Refused(_file, mark, "values without tags", $"the tag '{tagged.Tag}'");
        }

        return current switch
        {
            Scalar scalar => new YamlScalar(mark, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadSequence(mark, depth),
            MappingStart => ReadMapping(mark, depth),
            _ => throw Refused(_file, mark, "a value", current.GetType().Name),
        };
    }

    private YamlSequence ReadSequence(YamlMark mark, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        for (var current = Next(); current is not SequenceEnd; current = Next())
        {
            items.Add(ReadValue(current, depth + 1));
        }

        return new YamlSequence(mark, items.ToImmutable());
    }

    private YamlMapping ReadMapping(YamlMark mark, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(YamlScalar, YamlValue)>();
        for (var current = Next(); current is not MappingEnd; current = Next())
        {
            var key = ReadValue(current, depth + 1);
            entries.Add(key is YamlScalar scalar
                ? (scalar, ReadValue(Next(), depth + 1))
                : throw Refused(_file, key.Mark, "a key", key.Describe()));
        }

        return new YamlMapping(mark, entries.ToImmutable());
    }
}
