using System.Text.Json.Nodes;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;
using Autoscaler.Documents.Reading;
using Autoscaler.Documents.Trees;
using Autoscaler.Documents.Writing;

namespace Autoscaler.Documents;

/// <summary>
/// An endpoint's spec and policy as people write it, in YAML or in JSON, as <c>docs/policies.md</c> describes it. Keys are those of <see cref="EndpointSpec"/> in camel
/// case; durations carry their unit (<c>90s</c>), sizes are decimal GB. A document is refused with everything that is wrong with it, each with its line and column: keys
/// that are unknown or occur twice, values of the wrong type, and whatever <see cref="EndpointSpecRules"/> refuses.
/// </summary>
public static class EndpointDocument
{
    /// <summary>Characters that a file or text may have, all of its documents together.</summary>
    public const int MaxCharacters = SourceText.MaxCharacters;

    private const string What = "an endpoint spec";

    /// <summary>Reads a text with one document.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The name that errors give.</param>
    /// <param name="syntax">How it is written.</param>
    public static DocumentResult<EndpointSpec> Parse(string text, string file, DocumentSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(file);
        return Read(file, () => SourceText.Check(text, file), syntax, expected: null);
    }

    /// <summary>As above, from UTF-8.</summary>
    /// <param name="utf8">The text; anything that is no UTF-8 is an error.</param>
    /// <param name="file">The name that errors give.</param>
    /// <param name="syntax">How it is written.</param>
    public static DocumentResult<EndpointSpec> Parse(ReadOnlyMemory<byte> utf8, string file, DocumentSyntax syntax)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return Read(file, () => SourceText.Decode(utf8.Span, file), syntax, expected: null);
    }

    /// <summary>As above, where an address has said which endpoint is meant: the document leaves <c>endpoint</c> out, or says the same.</summary>
    /// <param name="utf8">The text; anything that is no UTF-8 is an error.</param>
    /// <param name="file">The name that errors give.</param>
    /// <param name="syntax">How it is written.</param>
    /// <param name="expected">The endpoint that is meant.</param>
    public static DocumentResult<EndpointSpec> Parse(ReadOnlyMemory<byte> utf8, string file, DocumentSyntax syntax, EndpointId expected)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return Read(file, () => SourceText.Decode(utf8.Span, file), syntax, expected);
    }

    /// <summary>
    /// Reads a text with one document or more: YAML separates them by <c>---</c>, and leaves out those between separators that are empty; JSON holds one. Two for the
    /// same endpoint are an error.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The name that errors give.</param>
    /// <param name="syntax">How it is written.</param>
    /// <returns>The documents in their order, 1 or more, all of them valid; each knows where its fields stand.</returns>
    /// <exception cref="InputException">A document is wrong; the errors are those of all documents.</exception>
    public static ImmutableArray<DocumentResult<EndpointSpec>> ParseAll(string text, string file, DocumentSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(file);
        return EndpointBatch.Read(SourceText.Check(text, file), file, syntax, WhatOf(syntax));
    }

    /// <summary>Reads a file with one document or more, as <see cref="ParseAll"/> does: JSON where its name ends in <c>.json</c>, else YAML.</summary>
    /// <exception cref="InputException">There is no such file, or a document in it is wrong.</exception>
    public static ImmutableArray<DocumentResult<EndpointSpec>> ReadAll(string path)
    {
        var (text, syntax) = SourceText.Read(path, WhatOf);
        return ParseAll(text, path, syntax);
    }

    /// <summary>Reads a file with one document: JSON where its name ends in <c>.json</c>, else YAML.</summary>
    /// <exception cref="InputException">There is no such file, or it is not one valid document.</exception>
    public static EndpointSpec Read(string path)
    {
        var (text, syntax) = SourceText.Read(path, WhatOf);
        return Parse(text, path, syntax).ValueOrThrow();
    }

    /// <summary>The document of a valid spec, every field with its value; it reads back as the same spec.</summary>
    public static JsonObject WriteJson(EndpointSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return EndpointWriter.Write(spec);
    }

    /// <summary>The document of a valid spec as YAML, every field with its value, ending in a line end; it reads back as the same spec.</summary>
    public static string WriteYaml(EndpointSpec spec) => YamlText.Of(WriteJson(spec));

    private static DocumentResult<EndpointSpec> Read(string file, Func<string> text, DocumentSyntax syntax, EndpointId? expected)
    {
        try
        {
            var what = WhatOf(syntax);
            var root = DocumentTree.ParseOne(text(), file, syntax, what);
            var reading = new DocumentReading(file);
            return new DocumentResult<EndpointSpec>(EndpointSection.Read(root, reading, what, expected), reading);
        }
        catch (InputException e)
        {
            return new DocumentResult<EndpointSpec>(file, e);
        }
    }

    private static string WhatOf(DocumentSyntax syntax) => $"{What} in {SourceText.NameOf(syntax)}";
}
