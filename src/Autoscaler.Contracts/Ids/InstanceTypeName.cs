namespace Autoscaler.Contracts.Ids;

/// <summary>A cloud's name of an instance type, as <c>g6.2xlarge</c>.</summary>
[GenerateSerializer, Alias("autoscaler.InstanceTypeName"), Immutable]
public readonly record struct InstanceTypeName([property: Id(0)] string Value) : IComparable<InstanceTypeName>
{
    /// <inheritdoc/>
    public int CompareTo(InstanceTypeName other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
