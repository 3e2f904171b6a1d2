using System.Text.Json;
using Autoscaler.Documents.Reading;
using Autoscaler.Documents.Trees;

namespace Autoscaler.Documents.Json;

/// <summary>Reads a document that is part of a view.</summary>
internal static class ShownDocument
{
    private const string Name = "view";

    public static T Read<T>(ref Utf8JsonReader reader, string specRoot, Func<DocumentValue, DocumentReading, T> read)
    {
        using var part = JsonDocument.ParseValue(ref reader);
        var reading = new DocumentReading(Name, specRoot, ignoresUnknownKeys: true);
        try
        {
            var value = read(DocumentTree.ParseOne(part.RootElement.GetRawText(), Name, DocumentSyntax.Json, "a document"), reading);
            return reading.Errors.IsEmpty ? value : throw new InputException(reading.Errors, reading.OmittedCount);
        }
        catch (InputException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}
