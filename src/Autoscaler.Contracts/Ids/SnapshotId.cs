namespace Autoscaler.Contracts.Ids;

/// <summary>The cloud's id of one volume snapshot.</summary>
[GenerateSerializer, Alias("autoscaler.SnapshotId"), Immutable]
public readonly record struct SnapshotId([property: Id(0)] string Value) : IComparable<SnapshotId>
{
    /// <inheritdoc/>
    public int CompareTo(SnapshotId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
