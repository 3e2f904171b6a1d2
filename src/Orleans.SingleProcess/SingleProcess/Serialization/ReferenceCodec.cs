namespace Orleans.SingleProcess.Serialization;

/// <summary>
/// A place that is declared as a class or an interface: it may hold null, a value of that type, or one of a derived type, which is then named.
/// </summary>
internal sealed class ReferenceCodec<T> : Codec<T>
    where T : class
{
    private const byte Null = 0;
    private const byte Declared = 1;
    private const byte Named = 2;
    private const byte Sequence = 3;

    private static readonly bool CanBeDeclared = !typeof(T).IsAbstract && typeof(T) != typeof(object);

    private Codec<T>? _declared;
    private Codec<T>? _sequence;

    public override bool IsAtomic => typeof(T).IsSealed && DeclaredCodec.IsAtomic;

    private Codec<T> DeclaredCodec => _declared ??= (Codec<T>)CodecTable.Exact(typeof(T));

    public override void Write(ByteWriter writer, T value)
    {
        if (value is null)
        {
            writer.WriteByte(Null);
        }
        else if (CanBeDeclared && value.GetType() == typeof(T))
        {
            writer.WriteByte(Declared);
            DeclaredCodec.Write(writer, value);
        }
        else
        {
            WriteOther(writer, value);
        }
    }

    public override T Read(ByteReader reader)
    {
        var kind = reader.ReadByte();
        switch (kind)
        {
            case Null:
                return null!;
            case Declared:
                return DeclaredCodec.Read(reader);
            case Sequence when SequenceCodec is { } sequence:
                return sequence.Read(reader);
            case Named:
                var type = TypeNames.Find(reader.ReadText());
                return typeof(T).IsAssignableFrom(type)
                    ? (T)CodecTable.Exact(type).ReadObject(reader)
                    : throw reader.Malformed($"a {typeof(T)} was expected; found a {type}");
            default:
                throw reader.Malformed($"a reference begins with 0 to 3; found {kind}");
        }
    }

    /// <summary>For an interface of collections: what a collection of a type without a codec travels as.</summary>
    private Codec<T>? SequenceCodec => _sequence ??= (Codec<T>?)CodecTable.ForInterface(typeof(T));

    private void WriteOther(ByteWriter writer, T value)
    {
        var type = CodecTable.TravelType(value);
        if (SequenceCodec is { } sequence && CodecTable.IsOfCollectionExpression(type))
        {
            writer.WriteByte(Sequence);
            sequence.Write(writer, value);
            return;
        }

        var codec = CodecTable.Exact(type);
        writer.WriteByte(Named);
        writer.WriteText(TypeNames.NameOf(type));
        codec.WriteObject(writer, value);
    }
}
