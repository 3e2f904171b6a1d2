namespace Autoscaler.Contracts.Ids;

/// <summary>The name of an inference component, unique within its endpoint: lower-case letters, digits and hyphens, 1 to 63 characters.</summary>
[GenerateSerializer, Alias("autoscaler.ComponentName"), Immutable]
public readonly record struct ComponentName([property: Id(0)] string Value) : IComparable<ComponentName>
{
    /// <inheritdoc/>
    public int CompareTo(ComponentName other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
