using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace Orleans.SingleProcess.Serialization;

/// <summary>A collection: its comparer where it has one, its items in their order.</summary>
internal abstract class SequenceCodec<TSequence, TItem> : Codec<TSequence>
{
    private Codec<TItem>? _item;

    protected Codec<TItem> Item => _item ??= CodecTable.Of<TItem>();

    protected void WriteItems(ByteWriter writer, ReadOnlySpan<TItem> items)
    {
        var codec = Item;
        writer.WriteNumber((ulong)items.Length);
        foreach (var item in items)
        {
            codec.Write(writer, item);
        }
    }

    protected void WriteItems(ByteWriter writer, IEnumerable<TItem> items, int count)
    {
        var codec = Item;
        writer.WriteNumber((ulong)count);
        foreach (var item in items)
        {
            codec.Write(writer, item);
        }
    }

    protected TItem[] ReadItems(ByteReader reader)
    {
        var count = reader.ReadCount();
        if (count == 0)
        {
            return [];
        }

        var codec = Item;
        var items = new TItem[count];
        for (var index = 0; index < items.Length; index++)
        {
            items[index] = codec.Read(reader);
        }

        return items;
    }
}

/// <summary>An array of one dimension.</summary>
internal sealed class ArrayCodec<TItem> : SequenceCodec<TItem[], TItem>
{
    public override void Write(ByteWriter writer, TItem[] value)
    {
        writer.Enter(typeof(TItem[]));
        WriteItems(writer, value.AsSpan());
        writer.Leave();
    }

    public override TItem[] Read(ByteReader reader) => ReadItems(reader);
}

/// <summary>An immutable array; the default one stays the default one.</summary>
internal sealed class ImmutableArrayCodec<TItem> : SequenceCodec<ImmutableArray<TItem>, TItem>
{
    private const byte Default = 0;

    public override void Write(ByteWriter writer, ImmutableArray<TItem> value)
    {
        writer.WriteByte(value.IsDefault ? Default : (byte)1);
        if (!value.IsDefault)
        {
            WriteItems(writer, value.AsSpan());
        }
    }

    public override ImmutableArray<TItem> Read(ByteReader reader) =>
        reader.ReadByte() == Default ? default : ImmutableCollectionsMarshal.AsImmutableArray(ReadItems(reader));
}

/// <summary>Any other collection: made again from its comparer and its items.</summary>
internal sealed class BuiltSequenceCodec<TSequence, TItem>(Func<TSequence, object?>? comparerOf, Func<TItem[], object?, TSequence> build) : SequenceCodec<TSequence, TItem>
    where TSequence : IEnumerable<TItem>
{
    public override void Write(ByteWriter writer, TSequence value)
    {
        writer.Enter(typeof(TSequence));
        if (comparerOf is not null)
        {
            ComparerFormat.Write<TItem>(writer, comparerOf(value));
        }

        if (value is IReadOnlyCollection<TItem> counted)
        {
            WriteItems(writer, counted, counted.Count);
        }
        else
        {
            WriteItems(writer, value.ToArray().AsSpan());
        }

        writer.Leave();
    }

    public override TSequence Read(ByteReader reader)
    {
        reader.Enter(typeof(TSequence));
        var comparer = comparerOf is null ? null : ComparerFormat.Read(reader);
        var built = build(ReadItems(reader), comparer);
        reader.Leave();
        return built;
    }
}

/// <summary>The collections that travel, by their open types.</summary>
internal static class SequenceCodec
{
    /// <summary>Names on the wire, and the methods of this class that make the codecs.</summary>
    public static readonly FrozenDictionary<Type, (string Name, string Maker)> Types = new Dictionary<Type, (string, string)>
    {
        [typeof(ImmutableArray<>)] = ("immutablearray", nameof(ImmutableArrayOf)),
        [typeof(List<>)] = ("list", nameof(ListOf)),
        [typeof(ReadOnlyCollection<>)] = ("readonlycollection", nameof(ReadOnlyCollectionOf)),
        [typeof(HashSet<>)] = ("hashset", nameof(HashSetOf)),
        [typeof(SortedSet<>)] = ("sortedset", nameof(SortedSetOf)),
        [typeof(Queue<>)] = ("queue", nameof(QueueOf)),
        [typeof(ImmutableList<>)] = ("immutablelist", nameof(ImmutableListOf)),
        [typeof(ImmutableHashSet<>)] = ("immutablehashset", nameof(ImmutableHashSetOf)),
        [typeof(ImmutableSortedSet<>)] = ("immutablesortedset", nameof(ImmutableSortedSetOf)),
        [typeof(ImmutableQueue<>)] = ("immutablequeue", nameof(ImmutableQueueOf)),
        [typeof(FrozenSet<>)] = ("frozenset", nameof(FrozenSetOf)),
    }.ToFrozenDictionary();

    /// <summary>Interfaces, and the methods that make what their values become when they are of a type without a codec.</summary>
    public static readonly FrozenDictionary<Type, string> Interfaces = new Dictionary<Type, string>
    {
        [typeof(IEnumerable<>)] = nameof(EnumerableOf),
        [typeof(IReadOnlyCollection<>)] = nameof(ReadOnlyCollectionInterfaceOf),
        [typeof(IReadOnlyList<>)] = nameof(ReadOnlyListOf),
        [typeof(ICollection<>)] = nameof(CollectionInterfaceOf),
        [typeof(IList<>)] = nameof(ListInterfaceOf),
    }.ToFrozenDictionary();

    private static ImmutableArrayCodec<T> ImmutableArrayOf<T>() => new();

    private static BuiltSequenceCodec<List<T>, T> ListOf<T>() => new(null, static (items, _) => [.. items]);

    private static BuiltSequenceCodec<ReadOnlyCollection<T>, T> ReadOnlyCollectionOf<T>() => new(null, static (items, _) => new ReadOnlyCollection<T>(items));

    private static BuiltSequenceCodec<Queue<T>, T> QueueOf<T>() => new(null, static (items, _) => new Queue<T>(items));

    private static BuiltSequenceCodec<HashSet<T>, T> HashSetOf<T>() => new(
        static set => set.Comparer, static (items, comparer) => new HashSet<T>(items, (IEqualityComparer<T>?)comparer));

    private static BuiltSequenceCodec<SortedSet<T>, T> SortedSetOf<T>() => new(
        static set => set.Comparer, static (items, comparer) => new SortedSet<T>(items, (IComparer<T>?)comparer));

    private static BuiltSequenceCodec<ImmutableList<T>, T> ImmutableListOf<T>() => new(null, static (items, _) => [.. items]);

    private static BuiltSequenceCodec<ImmutableQueue<T>, T> ImmutableQueueOf<T>() => new(null, static (items, _) => [.. items]);

    private static BuiltSequenceCodec<ImmutableHashSet<T>, T> ImmutableHashSetOf<T>() => new(
        static set => set.KeyComparer, static (items, comparer) => ImmutableHashSet.CreateRange((IEqualityComparer<T>?)comparer, items));

    private static BuiltSequenceCodec<ImmutableSortedSet<T>, T> ImmutableSortedSetOf<T>() => new(
        static set => set.KeyComparer, static (items, comparer) => ImmutableSortedSet.CreateRange((IComparer<T>?)comparer, items));

    private static BuiltSequenceCodec<FrozenSet<T>, T> FrozenSetOf<T>() => new(
        static set => set.Comparer, static (items, comparer) => items.ToFrozenSet((IEqualityComparer<T>?)comparer));

    private static BuiltSequenceCodec<IEnumerable<T>, T> EnumerableOf<T>() => new(null, static (items, _) => items);

    private static BuiltSequenceCodec<IReadOnlyCollection<T>, T> ReadOnlyCollectionInterfaceOf<T>() => new(null, static (items, _) => items);

    private static BuiltSequenceCodec<IReadOnlyList<T>, T> ReadOnlyListOf<T>() => new(null, static (items, _) => items);

    private static BuiltSequenceCodec<ICollection<T>, T> CollectionInterfaceOf<T>() => new(null, static (items, _) => new List<T>(items));

    private static BuiltSequenceCodec<IList<T>, T> ListInterfaceOf<T>() => new(null, static (items, _) => new List<T>(items));
}
