using System.Collections.Immutable;

namespace Orleans.SingleProcess.Tests.Serialization;

/// <summary>Message types in the shapes that travel.</summary>
internal static class Messages
{
    public static Everything Everything { get; } = new()
    {
        Text = "a ß \u4e16 \U0001f600",
        Number = -7,
        Optional = null,
        Kind = Kind.Second,
        Point = new Point(1.5, -2),
        Shape = new Circle("c", 3),
        Tags = ["a", "b"],
        At = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(-3)),
    };
}

[GenerateSerializer, Alias("test.kind")]
internal enum Kind : byte
{
    First = 1,
    Second = 200,
}

[GenerateSerializer, Alias("test.point"), Immutable]
internal readonly record struct Point([property: Id(0)] double X, [property: Id(1)] double Y);

[GenerateSerializer, Alias("test.shape"), Immutable]
internal abstract record Shape([property: Id(0)] string Name);

[GenerateSerializer, Alias("test.circle"), Immutable]
internal sealed record Circle(string Name, [property: Id(0)] double Radius) : Shape(Name);

[GenerateSerializer, Alias("test.box"), Immutable]
internal sealed record Box<T>([property: Id(0)] T Value);

[GenerateSerializer, Alias("test.everything"), Immutable]
internal sealed record Everything
{
    [Id(0)] public required string Text { get; init; }

    [Id(3)] public required int Number { get; init; }

    [Id(1)] public required int? Optional { get; init; }

    [Id(2)] public Kind Kind { get; init; }

    [Id(4)] public Point Point { get; init; }

    [Id(5)] public Shape? Shape { get; init; }

    [Id(6)] public ImmutableArray<string> Tags { get; init; }

    [Id(7)] public DateTimeOffset At { get; init; }

    /// <summary>Holds nothing, so it needs no id.</summary>
    public int TextLength => Text.Length;

    public bool Equals(Everything? other) =>
        other is not null && (Text, Number, Optional, Kind, Point, At) == (other.Text, other.Number, other.Optional, other.Kind, other.Point, other.At)
        && Equals(Shape, other.Shape) && (Tags.IsDefault ? other.Tags.IsDefault : !other.Tags.IsDefault && Tags.SequenceEqual(other.Tags));

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A positional record without written ids: the parameters' places are its ids, beside the written one.</summary>
[GenerateSerializer, Alias("test.positional")]
internal record Positional(int First, string Second)
{
    [Id(0)] public int Third { get; init; }
}

[GenerateSerializer, Alias("test.derived")]
internal sealed record DerivedPositional(int First, string Second, int Fourth) : Positional(First, Second);

/// <summary>Private fields, a private constructor, a get-only property, a field that is left out.</summary>
[GenerateSerializer, Alias("test.hidden")]
internal sealed class Hidden
{
    [Id(0)] private readonly int _secret;

    private Hidden(int secret, string known)
    {
        _secret = secret;
        Known = known;
    }

    [Id(1)] public string Known { get; }

    [field: NonSerialized] public string Lost { get; init; } = "initial";

    public int Secret => _secret;

    public static Hidden Of(int secret, string known) => new(secret, known) { Lost = "set" };
}

/// <summary>Has a parameterless constructor, so its initializers run.</summary>
[GenerateSerializer, Alias("test.initialized")]
internal sealed class Initialized
{
    [Id(0)] public int Kept { get; init; }

    [field: NonSerialized] public string Lost { get; init; } = "initial";
}

/// <summary>Can be made to contain itself.</summary>
[GenerateSerializer, Alias("test.node")]
internal sealed class Node
{
    [Id(0)] public Node? Next { get; set; }

    [Id(1)] public int[] Numbers { get; set; } = [];
}

/// <summary>Fails while it is written.</summary>
[GenerateSerializer, Alias("test.untoldfault")]
internal sealed class UntoldFault : Exception
{
    public override string Message => throw new NotSupportedException("It has no message.");
}
