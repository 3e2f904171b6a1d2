using System.Text;

namespace Autoscaler.SiloHost.Tests.Kit;

/// <summary>A message in protobuf's wire format, its fields by number: as much of the format as OTLP's messages need.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public ProtobufMessage(ReadOnlyMemory<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var key = ReadVarint(bytes.Span, ref at);
            var length = (key & 7) switch
            {
                0 => VarintLength(bytes.Span, at),
                1 => 8,
                2 => (int)ReadVarint(bytes.Span, ref at),
                5 => 4,
                var other => throw new InvalidDataException($"Expected a wire type of 0, 1, 2 or 5 at byte {at}; found {other}."),
            };
            _fields.Add(((int)(key >> 3), bytes.Slice(at, length)));
            at += length;
        }
    }

    /// <summary>The messages of a field.</summary>
    public IEnumerable<ProtobufMessage> Messages(int field) => Of(field).Select(static bytes => new ProtobufMessage(bytes));

    /// <summary>The field's text; empty where there is none.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(Of(field).LastOrDefault().Span);

    /// <summary>The field's bytes in hexadecimal; empty where there are none.</summary>
    public string Hex(int field) => Convert.ToHexStringLower(Of(field).LastOrDefault().Span);

    /// <summary>The keys of a field of OTLP attributes, and their values as far as they are texts.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int field) =>
        Messages(field).ToDictionary(static pair => pair.Text(1), static pair => pair.Messages(2).FirstOrDefault()?.Text(1) ?? "", StringComparer.Ordinal);

    private IEnumerable<ReadOnlyMemory<byte>> Of(int field) => _fields.Where(one => one.Number == field).Select(static one => one.Bytes);

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }

            shift += 7;
        }
    }

    private static int VarintLength(ReadOnlySpan<byte> bytes, int at)
    {
        var end = at;
        ReadVarint(bytes, ref end);
        return end - at;
    }
}
