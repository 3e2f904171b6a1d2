using System.Text.Json;
using Orleans.Storage;

namespace Orleans.SingleProcess.Storage;

/// <summary>Keeps state as JSON.</summary>
public sealed class JsonStateSerializer : IGrainStorageSerializer
{
    private readonly JsonSerializerOptions _options;

    /// <summary>A serializer with System.Text.Json's own options.</summary>
    public JsonStateSerializer()
        : this(JsonSerializerOptions.Default)
    {
    }

    /// <summary>A serializer with these options.</summary>
    public JsonStateSerializer(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, _options));

    /// <inheritdoc/>
    /// <exception cref="JsonException">The bytes are not JSON of this type.</exception>
    public T? Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return JsonSerializer.Deserialize<T>(input.ToMemory().Span, _options);
    }
}
