using System.Runtime.CompilerServices;

namespace Orleans.SingleProcess.Serialization;

/// <summary>An annotated class or structure, by its members.</summary>
internal sealed class ObjectCodec<T> : Codec<T>
{
    private static readonly bool HasConstructor = !typeof(T).IsValueType && typeof(T).GetConstructor(Type.EmptyTypes) is not null;

    // Made at first use: a type may contain itself. Threads that race make the same table twice.
    private MemberTable<T>? _members;

    private MemberTable<T> Members => _members ??= new MemberTable<T>();

    public override void Write(ByteWriter writer, T value)
    {
        writer.Enter(typeof(T));
        Members.Write(writer, ref value);
        writer.Leave();
    }

    public override T Read(ByteReader reader)
    {
        reader.Enter(typeof(T));
        var made = Create();
        Members.Read(reader, ref made);
        reader.Leave();
        return made;
    }

    /// <summary>As in a cluster: a parameterless constructor runs, and with it the initializers; without one, all fields begin at their defaults.</summary>
    private static T Create() =>
        typeof(T).IsValueType ? default!
        : HasConstructor ? System.Activator.CreateInstance<T>()
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
