using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Orleans.SingleProcess.Serialization;

namespace Orleans.SingleProcess.Tests.Serialization;

public sealed class RoundTripTests
{
    private static readonly MessageSerializer Serializer = new();

    public static TheoryData<object> Plain { get; } =
    [
        true, (byte)255, (sbyte)-128, short.MinValue, ushort.MaxValue, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, 'x', 1.5f, double.NaN, 1.10m,
        decimal.MinValue, Int128.MinValue, UInt128.MaxValue, (Half)0.5, BigInteger.Pow(-7, 99), "", "text", new string('\u4e16', 500), Guid.Parse("0123456789abcdef0123456789abcdef"),
        TimeSpan.MinValue, DateOnly.MaxValue, TimeOnly.MaxValue, new DateTime(5, DateTimeKind.Local), DateTime.MaxValue, DateTimeOffset.MinValue,
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(-210)), new Uri("https://host/a?b"), new Uri("relative/a", UriKind.Relative), new Version(1, 2, 3),
        typeof(List<string>), CultureInfo.InvariantCulture, DayOfWeek.Friday, Orleans.Runtime.GrainId.Create("type", "key"),
    ];

    [Theory]
    [MemberData(nameof(Plain))]
    public void Copy_PlainValue_IsTheSame(object value)
    {
        var copy = Serializer.Deserialize<object>(Serializer.Serialize(value));

        Assert.Equal(value, copy);
        Assert.IsType(value.GetType(), copy);
    }

    [Fact]
    public void Copy_DecimalDateAndOffset_KeepsWhatEqualityDoesNotSee()
    {
        var value = (Scale: 1.00m, Kind: new DateTime(5, DateTimeKind.Utc), Offset: new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)));

        var copy = Through(value);

        Assert.Equal("1.00", copy.Scale.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Utc, copy.Kind.Kind);
        Assert.Equal(TimeSpan.FromHours(2), copy.Offset.Offset);
    }

    [Fact]
    public void Copy_Record_IsEqualAndAnother()
    {
        var copy = Through(Messages.Everything);

        Assert.Equal(Messages.Everything, copy);
        Assert.NotSame(Messages.Everything, copy);
        Assert.NotSame(Messages.Everything.Shape, copy.Shape);
        Assert.Null(Through<Everything?>(null));
    }

    [Fact]
    public void Copy_PositionalRecords_KeepImplicitAndWrittenIds()
    {
        Assert.Equal(new Positional(1, "two") { Third = 3 }, Through(new Positional(1, "two") { Third = 3 }));
        Assert.Equal(new DerivedPositional(1, "two", 4) { Third = 3 }, Through<Positional>(new DerivedPositional(1, "two", 4) { Third = 3 }));
    }

    [Fact]
    public void Copy_PrivateFieldsAndGetOnlyProperties_AreKept()
    {
        var copy = Through(Hidden.Of(42, "known"));

        Assert.Equal((42, "known"), (copy.Secret, copy.Known));
        Assert.Null(copy.Lost);
    }

    [Fact]
    public void Copy_MemberIsLeftOut_ComesBackAsItsInitializerOnlyWithAConstructor()
    {
        var copy = Through(new Initialized { Kept = 3, Lost = "set" });

        Assert.Equal((3, "initial"), (copy.Kept, copy.Lost));
    }

    [Fact]
    public void Copy_GenericAndOpenPlaces_NameWhatTheyHold()
    {
        Assert.Equal(new Box<int>(3), Through<object>(new Box<int>(3)));
        Assert.Equal(new Box<object>(new Point(1, 2)), Through(new Box<object>(new Point(1, 2))));
        Assert.Equal([1, "a", null, Kind.First], Through<object?[]>([1, "a", null, Kind.First]));
        Assert.Equal(KeyValuePair.Create("k", (1, (string?)null)), Through(KeyValuePair.Create("k", (1, (string?)null))));
        Assert.Equal(Tuple.Create(1, "a"), Through(Tuple.Create(1, "a")));
    }

    [Fact]
    public void Copy_Collections_AreEqualAndOthers()
    {
        AssertSequence(new List<int> { 1, 2 });
        AssertSequence(ImmutableList.Create("a", "b"));
        AssertSequence(ImmutableSortedSet.Create(3, 1, 2));
        AssertSequence(ImmutableHashSet.Create(3, 1, 2));
        AssertSequence(ImmutableDictionary<string, Point>.Empty.Add("a", new Point(1, 2)));
        AssertSequence(ImmutableSortedDictionary<string, int>.Empty.Add("b", 1).Add("a", 2));
        AssertSequence(new Dictionary<Kind, int?> { [Kind.First] = null, [Kind.Second] = 2 });
        AssertSequence(new SortedDictionary<int, int> { [2] = 1, [1] = 2 });
        AssertSequence(new HashSet<Guid> { Guid.Empty });
        AssertSequence(new Queue<int>([1, 2]));
        AssertSequence<int[][]>([[1], []]);
        AssertSequence<byte[]>([1, 0, 255]);
        Assert.Equal([1, 2], Through(FrozenSet.Create(1, 2)).Order());
        Assert.Equal(2, Through(new Dictionary<string, int> { ["a"] = 2 }.ToFrozenDictionary())["a"]);
        Assert.Equal(2, ((FrozenDictionary<int, int>)Through<object>(new Dictionary<int, int> { [1] = 2 }.ToFrozenDictionary()))[1]);
    }

    [Fact]
    public void Copy_ImmutableArrays_DefaultAndEmptyStayWhatTheyAre()
    {
        Assert.True(Through(new Box<ImmutableArray<int>>(default)).Value.IsDefault);
        Assert.False(Through(new Box<ImmutableArray<int>>([])).Value.IsDefault);
        Assert.Equal<int>([1, 2], Through(new Box<ImmutableArray<int>>([1, 2])).Value);
    }

    [Fact]
    public void Copy_CollectionExpression_TravelsAsItsInterface()
    {
        IReadOnlyList<int> many = [1, 2, 3];
        IEnumerable<string> one = ["a"];

        Assert.Equal(many, Through(many));
        Assert.Equal(one, Through(one));
        Assert.IsType<List<int>>(Through<IReadOnlyList<int>>(new List<int> { 1 }));
    }

    [Fact]
    public void Copy_TextComparers_AreKept()
    {
        Assert.True(Through(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["A"] = 1 }).ContainsKey("a"));
        Assert.False(Through(new Dictionary<string, int> { ["A"] = 1 }).ContainsKey("a"));
        Assert.Contains("A", Through(ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "a")));
        Assert.Equal(StringComparer.Ordinal, Through(ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal)).KeyComparer);
        Assert.True(Through(new Dictionary<string, int> { ["A"] = 1 }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)).ContainsKey("a"));
    }

    [Fact]
    public void Copy_AtomicValue_IsItself()
    {
        var text = new string('a', 3);
        using var source = new CancellationTokenSource();

        Assert.Same(text, Serializer.Copy(text));
        Assert.Equal(source.Token, Serializer.Copy(source.Token));
        Assert.Equal(source.Token, Serializer.Copy(new Box<CancellationToken>(source.Token)).Value);
    }

    [Fact]
    public void Copy_ByDeclaredType_IsTheSame()
    {
        (object? Value, Type Declared)[] cases =
        [
            (new Circle("c", 1), typeof(Shape)), (new Point(1, 2), typeof(Point)), (new Point(1, 2), typeof(Point?)), (null, typeof(Point?)), (3, typeof(int?)),
        ];

        Assert.All(cases, static one => Assert.Equal(one.Value, Serializer.Copy(one.Value, one.Declared)));
    }

    [Fact]
    public void Copy_ManyThreads_EachGetsItsOwn() =>
        Parallel.For(0, 2000, static number => Assert.Equal(number, ((Box<int>)Serializer.Copy<object>(new Box<int>(number))).Value));

    private static void AssertSequence<T>(T value)
        where T : class, System.Collections.IEnumerable
    {
        var copy = Through(value);
        Assert.Equal(value, copy);
        Assert.NotSame(value, copy);
    }

    /// <summary>Through bytes both ways, which must agree.</summary>
    private static T Through<T>(T value)
    {
        var read = Serializer.Deserialize<T>(Serializer.Serialize(value));
        Assert.Equal(Serializer.Serialize(read), Serializer.Serialize(Serializer.Copy(value)));
        return read;
    }
}
