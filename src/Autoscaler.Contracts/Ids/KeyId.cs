namespace Autoscaler.Contracts.Ids;

/// <summary>The cloud's id of one encryption key.</summary>
[GenerateSerializer, Alias("autoscaler.KeyId"), Immutable]
public readonly record struct KeyId([property: Id(0)] string Value) : IComparable<KeyId>
{
    /// <inheritdoc/>
    public int CompareTo(KeyId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
