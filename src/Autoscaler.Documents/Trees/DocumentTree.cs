using System.Diagnostics;

namespace Autoscaler.Documents.Trees;

/// <summary>Parses texts to trees of values, whatever their syntax.</summary>
internal static class DocumentTree
{
    /// <summary>What an error names that is one of the document as a whole.</summary>
    public const string DocumentField = InputError.WholeDocument;

    /// <summary>The root of a text that holds one document.</summary>
    /// <exception cref="InputException">There is none, or more than one, or it cannot be parsed.</exception>
    public static DocumentValue ParseOne(string text, string file, DocumentSyntax syntax, string what) => syntax switch
    {
        DocumentSyntax.Yaml => YamlTree.ParseOne(file, text) ?? throw Empty(file, what),
        DocumentSyntax.Json => JsonTree.Parse(file, text) ?? throw Empty(file, what),
        _ => throw new UnreachableException(),
    };

    /// <summary>The roots of a text that holds one document or more, and what ended the parsing before its end, or null.</summary>
    public static (ImmutableArray<DocumentValue> Roots, InputException? Refusal) ParseAll(string text, string file, DocumentSyntax syntax, string what)
    {
        try
        {
            var (roots, refusal) = syntax == DocumentSyntax.Yaml ? YamlTree.ParseAll(file, text) : ([ParseOne(text, file, syntax, what)], null);
            return (roots, refusal ?? (roots.IsEmpty ? Empty(file, what) : null));
        }
        catch (InputException e)
        {
            return ([], e);
        }
    }

    /// <summary>The exception of a text that cannot be parsed at a place.</summary>
    public static InputException Refused(string file, DocumentMark? mark, string expected, string found, Exception? cause = null) =>
        new([new InputError(file, mark?.Line, mark?.Column, DocumentField, expected, found)], 0, cause);

    private static InputException Empty(string file, string what) => Refused(file, null, what, "nothing");
}
