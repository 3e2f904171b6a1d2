namespace Orleans.SingleProcess.Serialization;

/// <summary>A place that may hold null, of a type whose codec tells by itself which derived type a value has.</summary>
internal sealed class OptionalCodec<T>(Codec<T> codec) : Codec<T>
    where T : class
{
    private const byte Null = 0;

    public override bool IsAtomic => codec.IsAtomic;

    public override void Write(ByteWriter writer, T value)
    {
        if (value is null)
        {
            writer.WriteByte(Null);
            return;
        }

        writer.WriteByte(1);
        codec.Write(writer, value);
    }

    public override T Read(ByteReader reader) => reader.ReadByte() == Null ? null! : codec.Read(reader);
}
