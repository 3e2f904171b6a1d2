using Orleans.Serialization;
using Orleans.SingleProcess.Serialization;
using Orleans.SingleProcess.Tests.Grains;

namespace Orleans.SingleProcess.Tests.Serialization;

/// <summary>What a cluster refuses, and how it says so.</summary>
public sealed class RefusalTests
{
    private static readonly MessageSerializer Serializer = new();

    [Fact]
    public void Copy_TypeIsNotAnnotated_NoCodec() => AssertNoCodec(new Bare(), typeof(Bare));

    [Fact]
    public void Copy_FrameworkTypeWithoutCodec_NoCodec()
    {
        AssertNoCodec(1..2, typeof(Range));
        AssertNoCodec(TimeZoneInfo.Utc, typeof(TimeZoneInfo));
        AssertNoCodec(new MemoryStream(), typeof(MemoryStream));
        AssertNoCodec<Action>(static () => { }, typeof(Action));
        AssertNoCodec(BareEnum.One, typeof(BareEnum));
    }

    [Fact]
    public void Copy_UnknownTypeInAnOpenPlace_NoCodec()
    {
        AssertNoCodec(new Box<object>(new Bare()), typeof(Bare));
        AssertNoCodec<object>(new List<object> { 1, new Bare() }, typeof(Bare));
        AssertNoCodec<IEnumerable<int>>(Enumerable.Range(0, 3).Where(static _ => true), null);
        AssertNoCodec(new Dictionary<string, int>(new OddComparer()), typeof(OddComparer));
    }

    [Fact]
    public void Copy_BaseIsNotAnnotated_NoBaseSerializer()
    {
        var thrown = Assert.Throws<KeyNotFoundException>(() => Serializer.Copy(new OnBare()));

        Assert.Equal($"Could not find a base type serializer for type {typeof(Bare)}.", thrown.Message);
    }

    [Theory]
    [InlineData(typeof(NoAlias), "expected [Alias]; found none")]
    [InlineData(typeof(NoId), "NoId.Value: expected [Id], or [field: NonSerialized] for what may be lost on the way; found neither")]
    [InlineData(typeof(NoFieldId), "NoFieldId._value: expected [Id]")]
    [InlineData(typeof(SameIds), "expected an [Id] of its own for each member; found 4 on A, B")]
    [InlineData(typeof(ComputedId), "ComputedId.Value: expected [Id] on what holds the value, an automatic property or a field; found [Id] on a computed property")]
    [InlineData(typeof(Captured), "Captured.value: expected a field or property with [Id]; found a primary constructor parameter that is captured")]
    [InlineData(typeof(OnFramework), "expected a base class that travels; found System.IO.MemoryStream")]
    public void Copy_TypeIsAnnotatedWrongly_SaysWhereAndWhat(Type type, string expected)
    {
        var value = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);

        var thrown = Assert.Throws<SerializerException>(() => Serializer.Copy(value, type));

        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_ValueContainsItself_IsAnErrorAndNoOverflow()
    {
        var node = new Node();
        node.Next = node;
        var list = new List<object>();
        list.Add(list);

        Assert.Contains("contains itself", Assert.Throws<SerializerException>(() => Serializer.Copy(node)).Message, StringComparison.Ordinal);
        Assert.Contains("contains itself", Assert.Throws<SerializerException>(() => Serializer.Copy<object>(list)).Message, StringComparison.Ordinal);
        Assert.Null(Serializer.Copy(new Node { Next = new Node() }).Next!.Next);
    }

    [Fact]
    public void Deserialize_OtherBytes_SaysWhere()
    {
        var bytes = Serializer.Serialize(new Point(1, 2));

        Assert.Contains("'test.point'", Assert.Throws<SerializerException>(() => Serializer.Deserialize<Kind>(bytes)).Message, StringComparison.Ordinal);
        Assert.Contains("bytes were expected", Assert.Throws<SerializerException>(() => Serializer.Deserialize<Point>(bytes[..^1])).Message, StringComparison.Ordinal);
        Assert.Contains("ends before", Assert.Throws<SerializerException>(() => Serializer.Deserialize<Point>([.. bytes, 0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Serialize_TokenOrReference_HasNoBytes() =>
        Assert.Contains("within its process only", Assert.Throws<SerializerException>(() => Serializer.Serialize(new Box<CancellationToken>(default))).Message, StringComparison.Ordinal);

    [Fact]
    public void Copy_ObserverItself_IsRefusedWithTheRemedy() => Assert.Contains(
        "CreateObjectReference", Assert.Throws<ArgumentException>(() => Serializer.Copy<INewsObserver>(new NewsReader("ann", new Probe()))).Message, StringComparison.Ordinal);

    private static void AssertNoCodec<T>(T value, Type? type)
    {
        var thrown = Assert.Throws<CodecNotFoundException>(() => Serializer.Copy(value));
        if (type is not null)
        {
            Assert.Equal($"Could not find a codec for type {type}.", thrown.Message);
        }
    }

    private enum BareEnum
    {
        One,
    }

    private class Bare;

    [GenerateSerializer, Alias("test.on-bare")]
    private sealed class OnBare : Bare;

    [GenerateSerializer]
    private sealed record NoAlias([property: Id(0)] int Value);

    [GenerateSerializer, Alias("test.no-id")]
    private sealed class NoId
    {
        public int Value { get; init; }
    }

    [GenerateSerializer, Alias("test.no-field-id")]
    private sealed class NoFieldId(int value)
    {
        private readonly int _value = value;

        public int Value => _value;
    }

    [GenerateSerializer, Alias("test.same-ids")]
    private sealed class SameIds
    {
        [Id(4)] public int A { get; init; }

        [Id(4)] public int B { get; init; }
    }

    [GenerateSerializer, Alias("test.computed-id")]
    private sealed class ComputedId
    {
        [Id(0)] public int Value => 3;
    }

    [GenerateSerializer, Alias("test.captured")]
    private sealed class Captured(int value)
    {
        public int Value => value;
    }

    [GenerateSerializer, Alias("test.on-framework")]
    private sealed class OnFramework : MemoryStream;

    private sealed class OddComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => x == y;

        public int GetHashCode(string obj) => 0;
    }
}
