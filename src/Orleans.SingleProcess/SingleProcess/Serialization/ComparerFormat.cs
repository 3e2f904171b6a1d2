using Orleans.Serialization;

namespace Orleans.SingleProcess.Serialization;

/// <summary>The comparers that a collection keeps on its way: the default, and the framework's own for text, as in a cluster.</summary>
internal static class ComparerFormat
{
    private const byte Default = 0;

    private static readonly StringComparer[] Known =
    [
        StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, StringComparer.InvariantCultureIgnoreCase,
    ];

    /// <exception cref="CodecNotFoundException">The comparer is another.</exception>
    public static void Write<T>(ByteWriter writer, object? comparer)
    {
        if (comparer is null || Equals(comparer, EqualityComparer<T>.Default) || Equals(comparer, Comparer<T>.Default))
        {
            writer.WriteByte(Default);
            return;
        }

        var index = Array.FindIndex(Known, known => known.Equals(comparer));
        writer.WriteByte(index >= 0 ? (byte)(index + 1) : throw CodecTable.NotFound(comparer.GetType()));
    }

    /// <summary>Null for the default.</summary>
    public static object? Read(ByteReader reader)
    {
        var index = reader.ReadByte();
        return index == Default ? null
            : index <= Known.Length ? Known[index - 1]
            : throw reader.Malformed($"a comparer is 0 to {Known.Length}; found {index}");
    }
}
