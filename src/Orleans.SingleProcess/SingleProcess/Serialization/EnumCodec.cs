using System.Runtime.CompilerServices;

namespace Orleans.SingleProcess.Serialization;

/// <summary>An enum, as its number.</summary>
internal sealed class EnumCodec<T> : Codec<T>
    where T : struct, Enum
{
    public override bool IsAtomic => true;

    public override void Write(ByteWriter writer, T value) => writer.WriteSigned(Unsafe.SizeOf<T>() switch
    {
        sizeof(byte) => Unsafe.As<T, sbyte>(ref value),
        sizeof(short) => Unsafe.As<T, short>(ref value),
        sizeof(int) => Unsafe.As<T, int>(ref value),
        _ => Unsafe.As<T, long>(ref value),
    });

    public override T Read(ByteReader reader)
    {
        // Little-endian: the low bytes of the number are the enum, whatever its size.
        var number = reader.ReadSigned();
        return Unsafe.As<long, T>(ref number);
    }
}
