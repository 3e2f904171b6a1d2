using System.Text.Json;
using System.Text.Json.Serialization;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Reading;
using Autoscaler.Documents.Writing;

namespace Autoscaler.Documents.Json;

/// <summary>A spec in a view as its document. Whoever shows it has accepted it, so that it is read and not judged, and keys of a newer server are passed over.</summary>
internal sealed class EndpointSpecConverter : JsonConverter<EndpointSpec>
{
    public override EndpointSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ShownDocument.Read(ref reader, "", (root, reading) => EndpointSection.ReadUnjudged(root, reading, "an endpoint spec", expected: null));

    public override void Write(Utf8JsonWriter writer, EndpointSpec value, JsonSerializerOptions options) => EndpointWriter.Write(value).WriteTo(writer);
}
