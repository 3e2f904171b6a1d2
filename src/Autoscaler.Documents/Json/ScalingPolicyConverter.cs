using System.Text.Json;
using System.Text.Json.Serialization;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Reading;
using Autoscaler.Documents.Writing;

namespace Autoscaler.Documents.Json;

/// <summary>A policy in a view as its document, read as <see cref="EndpointSpecConverter"/> does.</summary>
internal sealed class ScalingPolicyConverter : JsonConverter<ScalingPolicy>
{
    public override ScalingPolicy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ShownDocument.Read(ref reader, "policy", (root, reading) => PolicySection.Read(DocumentFields.OfRoot(root, reading, "a policy")));

    public override void Write(Utf8JsonWriter writer, ScalingPolicy value, JsonSerializerOptions options) => PolicyWriter.Write(value).WriteTo(writer);
}
