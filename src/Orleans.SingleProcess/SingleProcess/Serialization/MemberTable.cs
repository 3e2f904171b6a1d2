using System.Reflection;

namespace Orleans.SingleProcess.Serialization;

/// <summary>Writes and reads all members of a type: for each class of its line, the number of members, then each member's id and value.</summary>
internal abstract class MemberTable
{
    /// <summary>The table of an exact type.</summary>
    public static MemberTable Of(Type type) => (MemberTable)System.Activator.CreateInstance(typeof(MemberTable<>).MakeGenericType(type))!;

    public abstract void WriteObject(ByteWriter writer, object owner);

    public abstract void ReadObject(ByteReader reader, object owner);
}

/// <inheritdoc/>
internal sealed class MemberTable<TOwner> : MemberTable
{
    private readonly MemberCodec<TOwner>[][] _layers;

    public MemberTable()
        : this(MessageShape.Of(typeof(TOwner)).Layers().Select(static layer => layer.Members.Select(MemberCodec<TOwner>.Of)))
    {
    }

    private MemberTable(IEnumerable<IEnumerable<MemberCodec<TOwner>>> layers) =>
        _layers = [.. layers.Select(static layer => layer.OrderBy(static member => member.WireId).ToArray())];

    public bool IsAtomic => Array.TrueForAll(_layers, static layer => Array.TrueForAll(layer, static member => member.IsAtomic));

    /// <summary>The table of a framework's plain structure, a tuple or a pair: its fields in their order.</summary>
    public static MemberTable<TOwner> OfFields() => new(
        [typeof(TOwner).GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .OrderBy(static field => field.MetadataToken)
            .Select(static (field, index) => MemberCodec<TOwner>.Of((ulong)index << 1, field))]);

    public void Write(ByteWriter writer, ref TOwner owner)
    {
        foreach (var members in _layers)
        {
            writer.WriteNumber((ulong)members.Length);
            foreach (var member in members)
            {
                writer.WriteNumber(member.WireId);
                member.Write(writer, ref owner);
            }
        }
    }

    public void Read(ByteReader reader, ref TOwner owner)
    {
        foreach (var members in _layers)
        {
            var expected = 0;
            for (var left = reader.ReadNumber(); left > 0; left--)
            {
                var id = reader.ReadNumber();
                while (expected < members.Length && members[expected].WireId < id)
                {
                    expected++;
                }

                if (expected == members.Length || members[expected].WireId != id)
                {
                    throw reader.Malformed($"{typeof(TOwner)} has no member with id {id >> 1} here");
                }

                members[expected++].Read(reader, ref owner);
            }
        }
    }

    public override void WriteObject(ByteWriter writer, object owner)
    {
        var typed = (TOwner)owner;
        Write(writer, ref typed);
    }

    // For classes only: a boxed structure would be filled beside its box.
    public override void ReadObject(ByteReader reader, object owner)
    {
        var typed = (TOwner)owner;
        Read(reader, ref typed);
    }
}
