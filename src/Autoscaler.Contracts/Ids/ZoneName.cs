namespace Autoscaler.Contracts.Ids;

/// <summary>A cloud's name of an availability zone, as <c>us-east-1a</c>.</summary>
[GenerateSerializer, Alias("autoscaler.ZoneName"), Immutable]
public readonly record struct ZoneName([property: Id(0)] string Value) : IComparable<ZoneName>
{
    /// <inheritdoc/>
    public int CompareTo(ZoneName other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
