using System.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Autoscaler.Documents.Trees;

/// <summary>
/// Builds the trees of YAML documents from the parser's events. Anchors, aliases and tags are refused: a spec says what it means where it means it, and a small file
/// cannot unfold into a large one.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>Documents that a text may hold.</summary>
    private const int MaxDocuments = 1_000;

    private readonly string _file;
    private readonly Parser _parser;
    private DocumentBounds _bounds;

    private YamlTree(string file, string text)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
        _bounds = new DocumentBounds(file, DocumentBounds.MaxYamlValues);
    }

    /// <summary>The root of the one document; null where there is none.</summary>
    /// <exception cref="InputException">The text is not YAML, holds what is refused, or a second document; the first such place is given.</exception>
    public static DocumentValue? ParseOne(string file, string text)
    {
        var tree = new YamlTree(file, text);
        tree.Next(); // the stream's start
        if (tree.Next() is not DocumentStart)
        {
            return null;
        }

        var root = tree.ReadRoot();
        return tree.Next() is DocumentStart second ? throw DocumentTree.Refused(file, MarkOf(second.Start), "one document", "a second one") : root;
    }

    /// <summary>The roots of all documents but empty ones, and what ended the parsing before its end, or null.</summary>
    public static (ImmutableArray<DocumentValue> Roots, InputException? Refusal) ParseAll(string file, string text)
    {
        var roots = ImmutableArray.CreateBuilder<DocumentValue>();
        var tree = new YamlTree(file, text);
        try
        {
            tree.Next(); // the stream's start
            while (tree.Next() is DocumentStart start)
            {
                if (roots.Count == MaxDocuments)
                {
                    throw DocumentTree.Refused(file, MarkOf(start.Start), $"at most {MaxDocuments:#,0} documents", "more");
                }

                if (tree.ReadRoot() is var root and not DocumentScalar { IsEmpty: true })
                {
                    roots.Add(root);
                }
            }

            return (roots.ToImmutable(), null);
        }
        catch (InputException e)
        {
            return (roots.ToImmutable(), e);
        }
    }

    private static DocumentMark MarkOf(in Mark mark) => new((int)mark.Line, (int)mark.Column);

    private ParsingEvent Next()
    {
        var last = _parser.Current;
        try
        {
            return _parser.MoveNext() ? _parser.Current! : throw new UnreachableException($"{_file}: the parser ended inside a document.");
        }
        catch (YamlException e)
        {
            // The start of such an error is where the construct began; its end is where the text stopped making sense.
            var message = e.Message.TrimEnd('.');
            throw DocumentTree.Refused(_file, MarkOf(e.End), "well-formed YAML", $"this: {message}", e);
        }
        catch (InvalidOperationException e)
        {
            // A list in brackets that goes on in a line without indentation runs into the parser's own assertion; what it gave last is the nearest place known.
            var mark = last is null ? new DocumentMark(1, 1) : MarkOf(last.End);
            throw DocumentTree.Refused(_file, mark, "well-formed YAML from here on, with continued lines indented", "what the parser cannot read", e);
        }
    }

    private DocumentValue ReadRoot()
    {
        _bounds = new DocumentBounds(_file, DocumentBounds.MaxYamlValues);
        var root = ReadValue(Next(), depth: 1);
        Next(); // the document's end
        return root;
    }

    private DocumentValue ReadValue(ParsingEvent current, int depth)
    {
        var mark = MarkOf(current.Start);
        _bounds.Admit(mark, depth);
        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
        {
            throw DocumentTree.Refused(_file, mark, "values without anchors and aliases", "one");
        }

        if (current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            throw DocumentTree.Refused(_file, mark, "values without tags", $"the tag '{tagged.Tag}'");
        }

        return current switch
        {
            Scalar scalar => ReadScalar(scalar, mark),
            SequenceStart => ReadSequence(mark, depth),
            MappingStart => ReadMapping(mark, depth),
            _ => throw DocumentTree.Refused(_file, mark, "a value", current.GetType().Name),
        };
    }

    private DocumentScalar ReadScalar(Scalar scalar, DocumentMark mark) =>
        SourceText.HasHalves(scalar.Value)
            ? throw DocumentTree.Refused(_file, mark, "text without halves of characters", "one, escaped")
            : new DocumentScalar(mark, scalar.Value, scalar.Style == ScalarStyle.Plain ? ScalarForm.Plain : ScalarForm.Quoted);

    private DocumentSequence ReadSequence(DocumentMark mark, int depth)
    {
        var items = ImmutableArray.CreateBuilder<DocumentValue>();
        for (var current = Next(); current is not SequenceEnd; current = Next())
        {
            items.Add(ReadValue(current, depth + 1));
        }

        return new DocumentSequence(mark, items.ToImmutable());
    }

    private DocumentMapping ReadMapping(DocumentMark mark, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(DocumentScalar, DocumentValue)>();
        for (var current = Next(); current is not MappingEnd; current = Next())
        {
            var key = ReadValue(current, depth + 1);
            entries.Add(key is DocumentScalar scalar
                ? (scalar, ReadValue(Next(), depth + 1))
                : throw DocumentTree.Refused(_file, key.Mark, "a key", key.Describe()));
        }

        return new DocumentMapping(mark, entries.ToImmutable());
    }
}
