using Autoscaler.Contracts.Caching;
using Autoscaler.Decisions.Specs;

namespace Autoscaler.Documents.Requests;

/// <summary>An entry to be purged, as a request says it: <c>{ "content": "sha256:…" }</c>.</summary>
public static class PurgeDocument
{
    private const string Rule = "an image's digest, or weights: and the version of weights, as the cache lists it";

    /// <summary>Reads a JSON text in UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The name that errors give.</param>
    public static DocumentResult<PurgeRequest> Parse(ReadOnlyMemory<byte> utf8, string file) => JsonBody.Read(
        utf8, file, "an entry to be purged, in JSON", static (fields, reading) =>
        {
            var content = new ImageDigest(fields.Text("content", Rule));
            if (content.Value.Length > 0 && !NameSyntax.IsDigest(content.Value) && !(WeightsContent.VersionOf(content) is { } version && NameSyntax.IsLocation(version.Value)))
            {
                reading.Add("content", fields.PlaceOf("content") ?? fields.Mark, Rule, $"'{content.Value}'");
            }

            return new PurgeRequest(content);
        });
}

/// <summary>An entry to be purged.</summary>
/// <param name="Content">The image, or weights as the cache names them.</param>
public sealed record PurgeRequest(ImageDigest Content);
