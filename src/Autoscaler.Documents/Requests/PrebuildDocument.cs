using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;
using Autoscaler.Documents.Reading;

namespace Autoscaler.Documents.Requests;

/// <summary>An image to have in a cache, as a request says it: <c>{ "reference": "registry.example/chat:v2", "digest": "sha256:…", "sizeGb": 17.7 }</c>.</summary>
public static class PrebuildDocument
{
    /// <summary>Reads a JSON text in UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The name that errors give.</param>
    public static DocumentResult<PrebuildRequest> Parse(ReadOnlyMemory<byte> utf8, string file) => JsonBody.Read(
        utf8, file, "an image, in JSON", static (fields, reading) =>
        {
            var image = ComponentSection.ReadImageFields(fields);
            if (image.Reference.Length > 0 && !NameSyntax.IsLocation(image.Reference))
            {
                reading.Add("reference", fields.PlaceOf("reference") ?? fields.Mark, NameSyntax.LocationRule, $"'{image.Reference}'");
            }

            if (!string.IsNullOrEmpty(image.Digest.Value) && !NameSyntax.IsDigest(image.Digest.Value))
            {
                reading.Add("digest", fields.PlaceOf("digest") ?? fields.Mark, NameSyntax.DigestRule, $"'{image.Digest.Value}'");
            }

            return new PrebuildRequest(image);
        });
}

/// <summary>An image to have in a cache.</summary>
/// <param name="Image">The image.</param>
public sealed record PrebuildRequest(ImageSpec Image);
