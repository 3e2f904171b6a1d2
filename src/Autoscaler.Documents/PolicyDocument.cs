using System.Text.Json.Nodes;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;
using Autoscaler.Documents.Reading;
using Autoscaler.Documents.Trees;
using Autoscaler.Documents.Writing;

namespace Autoscaler.Documents;

/// <summary>
/// A scaling policy alone: what stands under <c>policy</c> in an <see cref="EndpointDocument"/>. The rules that it shares with its component
/// (<c>targetConcurrencyPerCopy</c> and <c>missingDemand.fallbackCopies</c> have their bounds there) are judged by the endpoint that it is given to.
/// </summary>
public static class PolicyDocument
{
    private const string Root = "policy";

    /// <summary>Reads a text with one policy.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The name that errors give.</param>
    /// <param name="syntax">How it is written.</param>
    public static DocumentResult<ScalingPolicy> Parse(string text, string file, DocumentSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(file);
        return Read(file, () => SourceText.Check(text, file), syntax);
    }

    /// <summary>As above, from UTF-8.</summary>
    /// <param name="utf8">The text; anything that is no UTF-8 is an error.</param>
    /// <param name="file">The name that errors give.</param>
    /// <param name="syntax">How it is written.</param>
    public static DocumentResult<ScalingPolicy> Parse(ReadOnlyMemory<byte> utf8, string file, DocumentSyntax syntax)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return Read(file, () => SourceText.Decode(utf8.Span, file), syntax);
    }

    /// <summary>The document of a valid policy, every field with its value; it reads back as the same policy.</summary>
    public static JsonObject WriteJson(ScalingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return PolicyWriter.Write(policy);
    }

    /// <summary>The document of a valid policy as YAML, every field with its value, ending in a line end; it reads back as the same policy.</summary>
    public static string WriteYaml(ScalingPolicy policy) => YamlText.Of(WriteJson(policy));

    private static DocumentResult<ScalingPolicy> Read(string file, Func<string> text, DocumentSyntax syntax)
    {
        try
        {
            var what = $"a policy in {SourceText.NameOf(syntax)}";
            var root = DocumentTree.ParseOne(text(), file, syntax, what);
            var reading = new DocumentReading(file, specRoot: Root);
            var policy = PolicySection.Read(DocumentFields.OfRoot(root, reading, what));
            reading.AddOfSpec(EndpointSpecRules.Validate(policy, reading.Unread));
            return new DocumentResult<ScalingPolicy>(policy, reading);
        }
        catch (InputException e)
        {
            return new DocumentResult<ScalingPolicy>(file, e);
        }
    }
}
