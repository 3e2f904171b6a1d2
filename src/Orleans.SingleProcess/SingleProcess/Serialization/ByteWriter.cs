using System.Buffers.Binary;
using System.Text;
using Orleans.Serialization;

namespace Orleans.SingleProcess.Serialization;

/// <summary>The bytes of one message while they are written. What cannot be bytes, a cancellation token, goes beside them.</summary>
internal sealed class ByteWriter
{
    /// <summary>Objects within objects after which a value is taken to contain itself.</summary>
    public const int MaxDepth = 256;

    private const int LargestKeptBuffer = 1 << 16;

    private byte[] _buffer = new byte[256];
    private int _position;
    private int _depth;

    public ByteWriter(MessageSerializer serializer) => Serializer = serializer;

    /// <summary>Which exceptions travel, and how references are made.</summary>
    public MessageSerializer Serializer { get; }

    /// <summary>What travels as itself, in the order of writing.</summary>
    public List<object> Passengers { get; } = [];

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _position);

    public int Length => _position;

    /// <summary>The written bytes without a copy; valid until the next write.</summary>
    public byte[] Buffer => _buffer;

    public void Reset()
    {
        _position = 0;
        _depth = 0;
        Passengers.Clear();
        if (_buffer.Length > LargestKeptBuffer)
        {
            _buffer = new byte[256];
        }
    }

    /// <summary>Goes one object deeper.</summary>
    /// <exception cref="SerializerException">The value contains itself, or is too deep.</exception>
    public void Enter(Type type)
    {
        if (++_depth > MaxDepth)
        {
            throw new SerializerException(
                $"A value of {type} lies more than {MaxDepth} objects deep: it contains itself, or is a chain that should be a list.");
        }
    }

    public void Leave() => _depth--;

    public void WriteByte(byte value)
    {
        Reserve(1);
        _buffer[_position++] = value;
    }

    /// <summary>Seven bits a byte, lowest first.</summary>
    public void WriteNumber(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _buffer[_position++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[_position++] = (byte)value;
    }

    /// <summary>Small negative numbers are as short as small positive ones.</summary>
    public void WriteSigned(long value) => WriteNumber((ulong)((value << 1) ^ (value >> 63)));

    public void WriteFixed32(uint value)
    {
        Reserve(sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(_position), value);
        _position += sizeof(uint);
    }

    public void WriteFixed64(ulong value)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(_position), value);
        _position += sizeof(ulong);
    }

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_buffer.AsSpan(_position));
        _position += value.Length;
    }

    /// <summary>A text that is not null: its length in bytes, then UTF-8. A lone surrogate becomes U+FFFD, as in a cluster.</summary>
    public void WriteText(string value)
    {
        Reserve(10 + (value.Length * 3));
        if (value.Length < 0x80 / 3)
        {
            var length = Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_position + 1));
            _buffer[_position] = (byte)length;
            _position += length + 1;
            return;
        }

        WriteNumber((ulong)Encoding.UTF8.GetByteCount(value));
        _position += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_position));
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _position < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _position + count));
        }
    }
}
