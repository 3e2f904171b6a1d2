using Orleans.SingleProcess;

namespace Orleans.Runtime;

/// <summary>Names a grain and sends it calls. Two references are equal when they name the same grain.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private protected GrainReference(GrainClass grainClass, string key)
    {
        Class = grainClass;
        Key = key;
    }

    internal GrainClass Class { get; set; }

    internal string Key { get; }

    /// <summary>The id of the grain.</summary>
    public GrainId GrainId => GrainId.Create(Class.GrainType, Key);

    /// <summary>A reference to the same grain through another of its interfaces.</summary>
    internal object Cast(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : Class.Silo.References.Create(interfaceType, Class, Key);

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) =>
        other is not null && Class.GrainType == other.Class.GrainType && string.Equals(Key, other.Key, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public sealed override string ToString() => GrainId.ToString();

    /// <summary>Whether both name the same grain.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    /// <summary>Whether they name different grains.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);
}
