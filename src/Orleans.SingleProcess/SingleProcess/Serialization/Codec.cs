namespace Orleans.SingleProcess.Serialization;

/// <summary>Writes and reads values of one exact type. Null and derived types are the matter of <see cref="ReferenceCodec{T}"/>.</summary>
internal abstract class Codec
{
    /// <summary>Whether a value and everything in it can never change, so that a copy of it is itself.</summary>
    public virtual bool IsAtomic => false;

    /// <summary>Writes a value of the type, boxed.</summary>
    public abstract void WriteObject(ByteWriter writer, object value);

    /// <summary>Reads a value of the type, boxed.</summary>
    public abstract object ReadObject(ByteReader reader);
}

/// <inheritdoc/>
internal abstract class Codec<T> : Codec
{
    /// <summary>Writes a value that is not null.</summary>
    public abstract void Write(ByteWriter writer, T value);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public abstract T Read(ByteReader reader);

    public sealed override void WriteObject(ByteWriter writer, object value) => Write(writer, (T)value);

    public sealed override object ReadObject(ByteReader reader) => Read(reader)!;
}
