using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.SingleProcess.Serialization;

/// <summary>Writes and reads one member in its owner.</summary>
internal abstract class MemberCodec<TOwner>(ulong wireId)
{
    public ulong WireId { get; } = wireId;

    /// <summary>Whether the member's value is atomic; asked after all codecs of the owner were made.</summary>
    public abstract bool IsAtomic { get; }

    public static MemberCodec<TOwner> Of(MessageMember member) => Of(member.WireId, member.Field);

    public static MemberCodec<TOwner> Of(ulong wireId, FieldInfo field) =>
        (MemberCodec<TOwner>)System.Activator.CreateInstance(typeof(MemberCodec<,>).MakeGenericType(typeof(TOwner), field.FieldType), wireId, field)!;

    public abstract void Write(ByteWriter writer, ref TOwner owner);

    public abstract void Read(ByteReader reader, ref TOwner owner);
}

/// <inheritdoc/>
internal sealed class MemberCodec<TOwner, TMember>(ulong wireId, FieldInfo field) : MemberCodec<TOwner>(wireId)
{
    private readonly FieldOf _fieldOf = Compile(field);
    private readonly Codec<TMember> _codec = CodecTable.Of<TMember>();

    private delegate ref TMember FieldOf(ref TOwner owner);

    public override bool IsAtomic => _codec.IsAtomic;

    public override void Write(ByteWriter writer, ref TOwner owner) => _codec.Write(writer, _fieldOf(ref owner));

    public override void Read(ByteReader reader, ref TOwner owner)
    {
        var value = _codec.Read(reader);
        _fieldOf(ref owner) = value;
    }

    /// <summary>Init-only and private fields are written like any other: only code that was made at run time may.</summary>
    private static FieldOf Compile(FieldInfo field)
    {
        var method = new DynamicMethod($"{field.DeclaringType!.Name}.{field.Name}", typeof(TMember).MakeByRefType(), [typeof(TOwner).MakeByRefType()], field.Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        if (!typeof(TOwner).IsValueType)
        {
            code.Emit(OpCodes.Ldind_Ref);
        }

        code.Emit(OpCodes.Ldflda, field);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<FieldOf>();
    }
}
