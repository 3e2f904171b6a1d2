namespace Orleans.Runtime;

/// <summary>The name of a grain class in ids: the class's name in lower case without its suffix "Grain".</summary>
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>
{
    /// <summary>A type with this name.</summary>
    public GrainType(IdSpan id) => Value = id;

    /// <summary>The name.</summary>
    public IdSpan Value { get; }

    /// <summary>A type with this name.</summary>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

#pragma warning disable CA1725 // Orleans names the parameter so.
    /// <inheritdoc/>
    public bool Equals(GrainType obj) => Value.Equals(obj.Value);
#pragma warning restore CA1725

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();

    /// <summary>Whether both are the same type.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Whether they are different types.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
