using Autoscaler.Documents.Reading;
using Autoscaler.Documents.Trees;

namespace Autoscaler.Documents.Requests;

/// <summary>Reads the JSON of a request, so that it is refused with everything that is wrong with it.</summary>
internal static class JsonBody
{
    public static DocumentResult<T> Read<T>(ReadOnlyMemory<byte> utf8, string file, string what, Func<DocumentFields, DocumentReading, T> read)
        where T : class
    {
        try
        {
            var root = DocumentTree.ParseOne(SourceText.Decode(utf8.Span, file), file, DocumentSyntax.Json, what);
            var reading = new DocumentReading(file);
            var fields = DocumentFields.OfRoot(root, reading, what);
            var value = read(fields, reading);
            fields.Finish();
            return new DocumentResult<T>(value, reading);
        }
        catch (InputException e)
        {
            return new DocumentResult<T>(file, e);
        }
    }
}
