using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Trees;

namespace Autoscaler.Documents.Reading;

/// <summary>Reads all documents of a text, so that what is wrong with any of them is said at once.</summary>
internal static class EndpointBatch
{
    public static ImmutableArray<DocumentResult<EndpointSpec>> Read(string text, string file, DocumentSyntax syntax, string what)
    {
        var (roots, refusal) = DocumentTree.ParseAll(text, file, syntax, what);
        var results = ImmutableArray.CreateBuilder<DocumentResult<EndpointSpec>>(roots.Length);
        var firsts = new Dictionary<EndpointId, int>();
        foreach (var root in roots)
        {
            var reading = new DocumentReading(file);
            var spec = EndpointSection.Read(root, reading, what, expected: null);
            if (spec.Id != default && !firsts.TryAdd(spec.Id, root.Mark.Line))
            {
                reading.AddMalformed("id", "one document for each endpoint", $"'{spec.Id}' again, first in the document on line {firsts[spec.Id]}");
            }

            results.Add(new DocumentResult<EndpointSpec>(spec, reading));
        }

        if (refusal is null && results.All(result => result.IsValid))
        {
            return results.ToImmutable();
        }

        var errors = results.SelectMany(result => result.Errors).Concat(refusal?.Errors ?? []);
        throw new InputException([.. errors], results.Sum(result => result.OmittedCount) + (refusal?.OmittedCount ?? 0), refusal);
    }
}
