using System.ComponentModel;

namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>What a generated reference refers to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GrainProxyTarget : IEquatable<GrainProxyTarget>
{
    internal GrainProxyTarget(GrainClass grainClass, string key)
    {
        Class = grainClass;
        Key = key;
    }

    internal GrainClass Class { get; }

    internal string Key { get; }

    /// <inheritdoc/>
    public bool Equals(GrainProxyTarget other) => ReferenceEquals(Class, other.Class) && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainProxyTarget other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Class, Key);

    /// <summary>Whether both are the same target.</summary>
    public static bool operator ==(GrainProxyTarget left, GrainProxyTarget right) => left.Equals(right);

    /// <summary>Whether they are different targets.</summary>
    public static bool operator !=(GrainProxyTarget left, GrainProxyTarget right) => !left.Equals(right);
}
