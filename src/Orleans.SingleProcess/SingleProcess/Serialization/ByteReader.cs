using System.Buffers.Binary;
using System.Text;
using Orleans.Serialization;

namespace Orleans.SingleProcess.Serialization;

/// <summary>The bytes of one message while they are read.</summary>
internal sealed class ByteReader
{
    private static readonly List<object> NoPassengers = [];

    private byte[] _buffer = [];
    private int _position;
    private int _end;
    private int _depth;

    public ByteReader(MessageSerializer serializer) => Serializer = serializer;

    public MessageSerializer Serializer { get; }

    /// <inheritdoc cref="ByteWriter.Passengers"/>
    public List<object> Passengers { get; private set; } = NoPassengers;

    public bool IsAtEnd => _position == _end;

    public void Reset(byte[] buffer, int length, List<object>? passengers)
    {
        _buffer = buffer;
        _position = 0;
        _end = length;
        _depth = 0;
        Passengers = passengers ?? NoPassengers;
    }

    /// <summary>Goes one object deeper: bytes that somebody made up must not overflow the stack.</summary>
    public void Enter(Type type)
    {
        if (++_depth > ByteWriter.MaxDepth)
        {
            throw Malformed($"objects are at most {ByteWriter.MaxDepth} deep; found {type} deeper");
        }
    }

    public void Leave() => _depth--;

    public byte ReadByte() => Take(1)[0];

    public ulong ReadNumber()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Malformed("a number has at most ten bytes");
    }

    public long ReadSigned()
    {
        var value = ReadNumber();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public ReadOnlySpan<byte> ReadBytes(int count) => Take(count);

    public string ReadText() => Encoding.UTF8.GetString(Take(ReadCount()));

    /// <summary>A number of things to come. Each takes a byte or more, so that there cannot be more of them than bytes.</summary>
    public int ReadCount()
    {
        var count = ReadNumber();
        return count <= (ulong)(_end - _position) ? (int)count : throw Malformed($"{count} things cannot follow in {_end - _position} bytes");
    }

    /// <summary>Says where and why the bytes are not of this format.</summary>
    public SerializerException Malformed(string why) => new($"The bytes are no message: {why}, at byte {_position} of {_end}.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_end - _position < count)
        {
            throw Malformed($"{count} more bytes were expected");
        }

        var taken = _buffer.AsSpan(_position, count);
        _position += count;
        return taken;
    }
}
