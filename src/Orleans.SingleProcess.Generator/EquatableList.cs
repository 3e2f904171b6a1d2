using System.Collections.Immutable;

namespace Orleans.SingleProcess.Generator;

/// <summary>An array compared by its items, so that the compiler's cache of generator steps works.</summary>
internal readonly struct EquatableList<T>(ImmutableArray<T> items) : IEquatable<EquatableList<T>>
    where T : IEquatable<T>
{
    public ImmutableArray<T> Items { get; } = items;

    public bool Equals(EquatableList<T> other) => Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is EquatableList<T> other && Equals(other);

    public override int GetHashCode() => Items.Length;
}
