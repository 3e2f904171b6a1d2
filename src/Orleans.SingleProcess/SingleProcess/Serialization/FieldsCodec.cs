using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Orleans.SingleProcess.Serialization;

/// <summary>A tuple or pair of the framework, by its fields.</summary>
internal sealed class FieldsCodec<T> : Codec<T>
{
    private readonly MemberTable<T> _fields = MemberTable<T>.OfFields();

    public override bool IsAtomic => typeof(T).IsValueType && _fields.IsAtomic;

    public override void Write(ByteWriter writer, T value) => _fields.Write(writer, ref value);

    public override T Read(ByteReader reader)
    {
        var made = typeof(T).IsValueType ? default! : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        _fields.Read(reader, ref made);
        return made;
    }
}

/// <summary>The tuples and pairs that travel, by their open types, with their names on the wire.</summary>
internal static class FieldsCodec
{
    public static readonly FrozenDictionary<Type, string> Types = new Dictionary<Type, string>
    {
        [typeof(KeyValuePair<,>)] = "pair",
        [typeof(ValueTuple<>)] = "tuple1",
        [typeof(ValueTuple<,>)] = "tuple2",
        [typeof(ValueTuple<,,>)] = "tuple3",
        [typeof(ValueTuple<,,,>)] = "tuple4",
        [typeof(ValueTuple<,,,,>)] = "tuple5",
        [typeof(ValueTuple<,,,,,>)] = "tuple6",
        [typeof(ValueTuple<,,,,,,>)] = "tuple7",
        [typeof(ValueTuple<,,,,,,,>)] = "tuple8",
        [typeof(Tuple<>)] = "reftuple1",
        [typeof(Tuple<,>)] = "reftuple2",
        [typeof(Tuple<,,>)] = "reftuple3",
        [typeof(Tuple<,,,>)] = "reftuple4",
    }.ToFrozenDictionary();
}
