using System.IO.Compression;
using System.Text.Json;
using Orleans.Storage;

namespace Autoscaler.Grains.Storage;

/// <summary>
/// Writes a grain's state as one byte that names the format, and JSON in that format. It reads every format there has been, whichever it writes: also JSON without the
/// byte, which is how the first releases wrote it.
/// </summary>
public sealed class VersionedStateSerializer : IGrainStorageSerializer
{
    /// <summary>The largest state that fits a DynamoDB item, which holds 400 KB with its keys and the names of its attributes.</summary>
    public const int MaxDynamoDbBytes = (400 - 4) * 1024;

    // Below, compressing saves nothing: DynamoDB counts whole kilobytes.
    private const int SmallestCompressed = 1024;

    // A third of the time of the best quality that is not slow, a tenth larger.
    private const int BrotliQuality = 4;
    private const int BrotliWindow = 22;

    // JSON begins with a printable character; formats end before the first of them.
    private const byte FirstOfBareJson = 0x20;

    // What is computed from the rest is not stored.
    private static readonly JsonSerializerOptions Options = new() { IgnoreReadOnlyProperties = true };

    private readonly StateFormat _format;
    private readonly int _maxBytes;

    /// <summary>A serializer.</summary>
    /// <param name="format">What it writes.</param>
    /// <param name="maxBytes">The largest state that it writes, in bytes as stored, above 0.</param>
    public VersionedStateSerializer(StateFormat format, int maxBytes = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        if (!Enum.IsDefined(format))
        {
            throw new ArgumentOutOfRangeException(nameof(format), format, "Expected a format that there is.");
        }

        (_format, _maxBytes) = (format, maxBytes);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The state is too large to store.</exception>
    public BinaryData Serialize<T>(T? input)
    {
        using var json = new MemoryStream();
        json.WriteByte((byte)StateFormat.Json);
        JsonSerializer.Serialize(json, input, Options);
        var bytes = json.ToArray();
        if (_format == StateFormat.BrotliJson && bytes.Length >= SmallestCompressed)
        {
            bytes = Compress(bytes.AsSpan(1));
        }

        return bytes.Length <= _maxBytes
            ? new BinaryData(bytes)
            : throw new InvalidOperationException($"A {typeof(T).FullName} takes {bytes.Length:#,0} bytes; expected at most {_maxBytes:#,0}, what one record of the storage holds. It was not written.");
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The bytes have a format that this release does not know.</exception>
    /// <exception cref="JsonException">The bytes are not JSON of this type.</exception>
    public T? Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var bytes = input.ToMemory();
        if (bytes.IsEmpty)
        {
            throw new InvalidDataException($"A stored {typeof(T).FullName} is empty; expected its format and its contents.");
        }

        return bytes.Span[0] switch
        {
            >= FirstOfBareJson => JsonSerializer.Deserialize<T>(bytes.Span, Options),
            (byte)StateFormat.Json => JsonSerializer.Deserialize<T>(bytes.Span[1..], Options),
            (byte)StateFormat.BrotliJson => Decompress<T>(bytes[1..]),
            var unknown => throw new InvalidDataException(
                $"A stored {typeof(T).FullName} has the format {unknown}; expected {(int)StateFormat.Json} to {(int)StateFormat.BrotliJson}. A later release wrote it: run that one or a later one."),
        };
    }

    private static byte[] Compress(ReadOnlySpan<byte> json)
    {
        var buffer = new byte[1 + BrotliEncoder.GetMaxCompressedLength(json.Length)];
        buffer[0] = (byte)StateFormat.BrotliJson;
        return BrotliEncoder.TryCompress(json, buffer.AsSpan(1), out var written, BrotliQuality, BrotliWindow)
            ? buffer[..(1 + written)]
            : throw new System.Diagnostics.UnreachableException();
    }

    private static T? Decompress<T>(ReadOnlyMemory<byte> compressed)
    {
        using var stream = new BrotliStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(stream, Options);
    }
}
