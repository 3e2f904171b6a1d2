using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using Orleans.Runtime;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess.Serialization;

/// <summary>The plain types that travel, with their names on the wire.</summary>
internal static class PlainTypes
{
    private static readonly FrozenDictionary<Type, PlainType> Types = All().ToFrozenDictionary(static plain => plain.Type);
    private static readonly FrozenDictionary<string, Type> Names = Types.Values.ToFrozenDictionary(static plain => plain.Name, static plain => plain.Type);

    public static Codec? CodecOf(Type type) => Types.GetValueOrDefault(type)?.Codec;

    public static string? NameOf(Type type) => Types.GetValueOrDefault(type)?.Name;

    public static Type? Find(string name) => Names.GetValueOrDefault(name);

    private static IEnumerable<PlainType> All() => [.. Numbers(), .. Texts(), .. Times(), .. HostTypes()];

    private static IEnumerable<PlainType> Numbers() =>
    [
        Plain<bool>("bool", static (w, v) => w.WriteByte(v ? (byte)1 : (byte)0), static r => r.ReadByte() != 0),
        Plain<byte>("byte", static (w, v) => w.WriteByte(v), static r => r.ReadByte()),
        Plain<sbyte>("sbyte", static (w, v) => w.WriteByte((byte)v), static r => (sbyte)r.ReadByte()),
        Plain<short>("short", static (w, v) => w.WriteSigned(v), static r => (short)r.ReadSigned()),
        Plain<ushort>("ushort", static (w, v) => w.WriteNumber(v), static r => (ushort)r.ReadNumber()),
        Plain<int>("int", static (w, v) => w.WriteSigned(v), static r => (int)r.ReadSigned()),
        Plain<uint>("uint", static (w, v) => w.WriteNumber(v), static r => (uint)r.ReadNumber()),
        Plain<long>("long", static (w, v) => w.WriteSigned(v), static r => r.ReadSigned()),
        Plain<ulong>("ulong", static (w, v) => w.WriteNumber(v), static r => r.ReadNumber()),
        Plain<Int128>("int128", static (w, v) => WriteWide(w, (UInt128)v), static r => (Int128)ReadWide(r)),
        Plain<UInt128>("uint128", WriteWide, ReadWide),
        Plain<Half>("half", static (w, v) => w.WriteNumber(BitConverter.HalfToUInt16Bits(v)), static r => BitConverter.UInt16BitsToHalf((ushort)r.ReadNumber())),
        Plain<float>("float", static (w, v) => w.WriteFixed32(BitConverter.SingleToUInt32Bits(v)), static r => BitConverter.UInt32BitsToSingle(r.ReadFixed32())),
        Plain<double>("double", static (w, v) => w.WriteFixed64(BitConverter.DoubleToUInt64Bits(v)), static r => BitConverter.UInt64BitsToDouble(r.ReadFixed64())),
        Plain<decimal>("decimal", WriteDecimal, ReadDecimal),
        Plain<BigInteger>("bigint", static (w, v) => WriteBlock(w, v.ToByteArray()), static r => new BigInteger(ReadBlock(r))),
    ];

    private static IEnumerable<PlainType> Texts() =>
    [
        Plain<char>("char", static (w, v) => w.WriteNumber(v), static r => (char)r.ReadNumber()),
        Plain<string>("string", static (w, v) => w.WriteText(v), static r => r.ReadText()),
        Plain<Guid>("guid", static (w, v) => w.WriteBytes(v.ToByteArray()), static r => new Guid(r.ReadBytes(16))),
        Plain<Uri>("uri", static (w, v) => w.WriteText(v.OriginalString), static r => new Uri(r.ReadText(), UriKind.RelativeOrAbsolute)),
        Plain<Version>("version", static (w, v) => w.WriteText(v.ToString()), static r => Version.Parse(r.ReadText())),
        Plain<Type>("type", static (w, v) => w.WriteText(v.AssemblyQualifiedName!), static r => Type.GetType(r.ReadText(), throwOnError: true)!),
        Plain<CultureInfo>("culture", static (w, v) => w.WriteText(v.Name), static r => CultureInfo.GetCultureInfo(r.ReadText())),
    ];

    private static IEnumerable<PlainType> Times() =>
    [
        Plain<TimeSpan>("timespan", static (w, v) => w.WriteSigned(v.Ticks), static r => new TimeSpan(r.ReadSigned())),
        Plain<DateOnly>("date", static (w, v) => w.WriteNumber((ulong)v.DayNumber), static r => DateOnly.FromDayNumber((int)r.ReadNumber())),
        Plain<TimeOnly>("time", static (w, v) => w.WriteNumber((ulong)v.Ticks), static r => new TimeOnly((long)r.ReadNumber())),
        Plain<DateTime>(
            "datetime",
            static (w, v) =>
            {
                w.WriteByte((byte)v.Kind);
                w.WriteNumber((ulong)v.Ticks);
            },
            static r =>
            {
                var kind = (DateTimeKind)r.ReadByte();
                return new DateTime((long)r.ReadNumber(), kind);
            }),
        Plain<DateTimeOffset>(
            "datetimeoffset",
            static (w, v) =>
            {
                w.WriteSigned(v.TotalOffsetMinutes);
                w.WriteNumber((ulong)v.Ticks);
            },
            static r =>
            {
                var offset = TimeSpan.FromMinutes(r.ReadSigned());
                return new DateTimeOffset((long)r.ReadNumber(), offset);
            }),
    ];

    private static IEnumerable<PlainType> HostTypes() =>
    [
        Plain<GrainId>("grainid", static (w, v) => WriteId(w, v.Type.ToString(), v.Key.ToString()), static r => GrainId.Create(r.ReadText(), r.ReadText())),
        Plain<GrainType>("graintype", static (w, v) => w.WriteText(v.ToString() ?? ""), static r => GrainType.Create(r.ReadText())),
        Plain<IdSpan>("idspan", static (w, v) => w.WriteText(v.ToString()), static r => IdSpan.Create(r.ReadText())),
        Plain<VoidResult>("void", static (w, _) => w.WriteByte(0), static r => ReadVoid(r)),
        Plain<CancellationToken>("cancellation", WritePassenger, static r => ReadPassenger<CancellationToken>(r)),
    ];

    private static PlainType Plain<T>(string name, Action<ByteWriter, T> write, Func<ByteReader, T> read) =>
        new(typeof(T), name, new PlainCodec<T>(write, read));

    private static void WriteWide(ByteWriter writer, UInt128 value)
    {
        writer.WriteFixed64((ulong)(value >> 64));
        writer.WriteFixed64((ulong)value);
    }

    private static UInt128 ReadWide(ByteReader reader)
    {
        var upper = reader.ReadFixed64();
        return new UInt128(upper, reader.ReadFixed64());
    }

    // The four parts keep the scale: 1.0 and 1.00 are different decimals.
    private static void WriteDecimal(ByteWriter writer, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        foreach (var part in parts)
        {
            writer.WriteFixed32((uint)part);
        }
    }

    private static decimal ReadDecimal(ByteReader reader)
    {
        Span<int> parts = stackalloc int[4];
        for (var index = 0; index < parts.Length; index++)
        {
            parts[index] = (int)reader.ReadFixed32();
        }

        return new decimal(parts);
    }

    private static void WriteBlock(ByteWriter writer, byte[] value)
    {
        writer.WriteNumber((ulong)value.Length);
        writer.WriteBytes(value);
    }

    private static ReadOnlySpan<byte> ReadBlock(ByteReader reader) => reader.ReadBytes(reader.ReadCount());

    private static void WriteId(ByteWriter writer, string? type, string key)
    {
        writer.WriteText(type ?? "");
        writer.WriteText(key);
    }

    private static VoidResult ReadVoid(ByteReader reader)
    {
        reader.ReadByte();
        return default;
    }

    private static void WritePassenger(ByteWriter writer, CancellationToken value)
    {
        writer.WriteNumber((ulong)writer.Passengers.Count);
        writer.Passengers.Add(value);
    }

    private static T ReadPassenger<T>(ByteReader reader)
    {
        var index = reader.ReadNumber();
        return index < (ulong)reader.Passengers.Count
            ? (T)reader.Passengers[(int)index]
            : throw reader.Malformed($"a {typeof(T)} travels within its process only");
    }

    private sealed record PlainType(Type Type, string Name, Codec Codec);
}
