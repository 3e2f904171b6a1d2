using FsCheck;
using FsCheck.Fluent;
using Orleans.SingleProcess.Serialization;

namespace Orleans.SingleProcess.Tests.Serialization;

public sealed class RoundTripPropertyTests
{
    private static readonly MessageSerializer Serializer = new();

    private static readonly Arbitrary<Everything> AnyMessage = (
        from text in Generated<string?>()
        from number in Generated<int>()
        from optional in Generated<int?>()
        from shape in Generated<double?>()
        from tags in Generated<string?[]?>()
        from at in Generated<DateTime>()
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        select new Everything
        {
            Text = text ?? "",
            Number = number,
            Optional = optional,
            Kind = number % 2 == 0 ? Kind.First : Kind.Second,
            Point = new Point(number, shape ?? 0),
            Shape = shape is { } radius ? new Circle(text ?? "", radius) : null,
            Tags = tags is null ? default : [.. tags.Select(static tag => tag ?? "")],
            At = new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Unspecified), TimeSpan.FromMinutes(minutes)),
        }).ToArbitrary();

    [Fact]
    public void Copy_AnyMessage_IsEqual() => Check(static message => Serializer.Copy(message).Equals(message));

    [Fact]
    public void Serialize_ThenDeserialize_AnyMessage_IsEqualAndWrittenTheSame() => Check(static message =>
    {
        var bytes = Serializer.Serialize(message);
        var read = Serializer.Deserialize<Everything>(bytes);
        return read.Equals(message) && Serializer.Serialize(read).AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void Deserialize_CutBytes_IsAlwaysARefusal() => Check(static message =>
    {
        var bytes = Serializer.Serialize(message);
        return Enumerable.Range(0, bytes.Length).All(length =>
        {
            try
            {
                Serializer.Deserialize<Everything>(bytes[..length]);
                return false;
            }
            catch (Orleans.Serialization.SerializerException)
            {
                return true;
            }
        });
    });

    private static Gen<T> Generated<T>() => ArbMap.Default.GeneratorFor<T>();

    private static void Check(Func<Everything, bool> holds) => FsCheck.Check.One(Config.QuickThrowOnFailure, Prop.ForAll(AnyMessage, holds));
}
