using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autoscaler.Documents.Json;

/// <summary>Durations as numbers of seconds, exact to 100 ns.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    /// <summary>What ends the name of a member with a duration.</summary>
    public const string Unit = "Seconds";

    private const decimal MaxSeconds = (decimal)long.MaxValue / TimeSpan.TicksPerSecond;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out var seconds) || Math.Abs(seconds) > MaxSeconds)
        {
            throw new JsonException($"Expected a number of seconds, at most {MaxSeconds}.");
        }

        return new TimeSpan((long)decimal.Round(seconds * TimeSpan.TicksPerSecond));
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue((decimal)value.Ticks / TimeSpan.TicksPerSecond);
}
