namespace Orleans.SingleProcess.Serialization;

/// <summary>An optional value type.</summary>
internal sealed class NullableCodec<T> : Codec<T?>
    where T : struct
{
    private const byte Null = 0;

    private readonly Codec<T> _value = CodecTable.Of<T>();

    public override bool IsAtomic => _value.IsAtomic;

    public override void Write(ByteWriter writer, T? value)
    {
        if (value is { } present)
        {
            writer.WriteByte(1);
            _value.Write(writer, present);
        }
        else
        {
            writer.WriteByte(Null);
        }
    }

    public override T? Read(ByteReader reader) => reader.ReadByte() == Null ? null : _value.Read(reader);
}
