namespace Orleans.SingleProcess.Serialization;

/// <summary>A value that never changes and holds no other: a number, a text, a time.</summary>
internal sealed class PlainCodec<T>(Action<ByteWriter, T> write, Func<ByteReader, T> read) : Codec<T>
{
    public override bool IsAtomic => true;

    public override void Write(ByteWriter writer, T value) => write(writer, value);

    public override T Read(ByteReader reader) => read(reader);
}
