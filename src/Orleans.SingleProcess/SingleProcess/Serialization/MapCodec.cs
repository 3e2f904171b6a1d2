using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Orleans.SingleProcess.Serialization;

/// <summary>A dictionary: its comparer, then its pairs in their order.</summary>
internal sealed class MapCodec<TMap, TKey, TValue>(
    Func<TMap, object?> comparerOf, Func<KeyValuePair<TKey, TValue>[], object?, TMap> build) : Codec<TMap>
    where TMap : IReadOnlyDictionary<TKey, TValue>
{
    private Codec<TKey>? _key;
    private Codec<TValue>? _value;

    private Codec<TKey> Key => _key ??= CodecTable.Of<TKey>();

    private Codec<TValue> Value => _value ??= CodecTable.Of<TValue>();

    public override void Write(ByteWriter writer, TMap value)
    {
        writer.Enter(typeof(TMap));
        ComparerFormat.Write<TKey>(writer, comparerOf(value));
        writer.WriteNumber((ulong)value.Count);
        foreach (var pair in value)
        {
            Key.Write(writer, pair.Key);
            Value.Write(writer, pair.Value);
        }

        writer.Leave();
    }

    public override TMap Read(ByteReader reader)
    {
        reader.Enter(typeof(TMap));
        var comparer = ComparerFormat.Read(reader);
        var pairs = new KeyValuePair<TKey, TValue>[reader.ReadCount()];
        for (var index = 0; index < pairs.Length; index++)
        {
            var key = Key.Read(reader);
            pairs[index] = KeyValuePair.Create(key, Value.Read(reader));
        }

        reader.Leave();
        return build(pairs, comparer);
    }
}

/// <summary>The dictionaries that travel, by their open types.</summary>
internal static class MapCodec
{
    /// <inheritdoc cref="SequenceCodec.Types"/>
    public static readonly FrozenDictionary<Type, (string Name, string Maker)> Types = new Dictionary<Type, (string, string)>
    {
        [typeof(Dictionary<,>)] = ("dictionary", nameof(DictionaryOf)),
        [typeof(SortedDictionary<,>)] = ("sorteddictionary", nameof(SortedDictionaryOf)),
        [typeof(ImmutableDictionary<,>)] = ("immutabledictionary", nameof(ImmutableDictionaryOf)),
        [typeof(ImmutableSortedDictionary<,>)] = ("immutablesorteddictionary", nameof(ImmutableSortedDictionaryOf)),
        [typeof(FrozenDictionary<,>)] = ("frozendictionary", nameof(FrozenDictionaryOf)),
    }.ToFrozenDictionary();

    private static MapCodec<Dictionary<TKey, TValue>, TKey, TValue> DictionaryOf<TKey, TValue>()
        where TKey : notnull =>
        new(
            static map => map.Comparer, static (pairs, comparer) => new Dictionary<TKey, TValue>(pairs, (IEqualityComparer<TKey>?)comparer));

    private static MapCodec<SortedDictionary<TKey, TValue>, TKey, TValue> SortedDictionaryOf<TKey, TValue>()
        where TKey : notnull =>
        new(
            static map => map.Comparer,
            static (pairs, comparer) =>
            {
                var made = new SortedDictionary<TKey, TValue>((IComparer<TKey>?)comparer);
                foreach (var pair in pairs)
                {
                    made.Add(pair.Key, pair.Value);
                }

                return made;
            });

    private static MapCodec<ImmutableDictionary<TKey, TValue>, TKey, TValue> ImmutableDictionaryOf<TKey, TValue>()
        where TKey : notnull =>
        new(
            static map => map.KeyComparer, static (pairs, comparer) => ImmutableDictionary.CreateRange((IEqualityComparer<TKey>?)comparer, pairs));

    private static MapCodec<ImmutableSortedDictionary<TKey, TValue>, TKey, TValue> ImmutableSortedDictionaryOf<TKey, TValue>()
        where TKey : notnull =>
        new(
            static map => map.KeyComparer, static (pairs, comparer) => ImmutableSortedDictionary.CreateRange((IComparer<TKey>?)comparer, pairs));

    private static MapCodec<FrozenDictionary<TKey, TValue>, TKey, TValue> FrozenDictionaryOf<TKey, TValue>()
        where TKey : notnull =>
        new(
            static map => map.Comparer, static (pairs, comparer) => pairs.ToFrozenDictionary((IEqualityComparer<TKey>?)comparer));
}
