using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Autoscaler.Cloud.Aws.Wire;

/// <summary>An operation of a service: its name, and how its input is written and its output read.</summary>
/// <param name="Name">As AWS names it.</param>
/// <param name="Write">Writes the input's JSON.</param>
/// <param name="Read">Reads the output from the JSON of an answer.</param>
/// <param name="MaxAnswerBytes">An answer that is longer is refused.</param>
internal sealed record WireOperation<TInput, TOutput>(string Name, Action<IBufferWriter<byte>, TInput> Write, Func<Stream, TOutput> Read, long MaxAnswerBytes);

/// <summary>Operations whose input and output are plain shapes.</summary>
internal static class WireOperation
{
    // The answers of such operations are some kilobytes.
    private const long MaxAnswerBytes = 8L * 1024 * 1024;

    /// <summary>An operation over generated serializers.</summary>
    public static WireOperation<TInput, TOutput> Of<TInput, TOutput>(string name, JsonTypeInfo<TInput> input, JsonTypeInfo<TOutput> output)
        where TOutput : class => new(
            name,
            (body, value) =>
            {
                using var writer = new Utf8JsonWriter(body);
                JsonSerializer.Serialize(writer, value, input);
            },
            body => JsonSerializer.Deserialize(body, output) ?? throw new JsonException($"{name}: expected an object; found null."),
            MaxAnswerBytes);
}
