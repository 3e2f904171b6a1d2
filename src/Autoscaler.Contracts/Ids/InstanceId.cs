namespace Autoscaler.Contracts.Ids;

/// <summary>The cloud's id of one instance.</summary>
[GenerateSerializer, Alias("autoscaler.InstanceId"), Immutable]
public readonly record struct InstanceId([property: Id(0)] string Value) : IComparable<InstanceId>
{
    /// <inheritdoc/>
    public int CompareTo(InstanceId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
