using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autoscaler.Documents.Json;

/// <summary>Times in UTC, in ISO 8601 with a Z, to 100 ns.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time)
            ? time.ToUniversalTime()
            : throw new JsonException("Expected a time in ISO 8601, as 2026-01-02T03:04:05Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}
