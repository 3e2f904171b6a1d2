namespace Autoscaler.Contracts.Ids;

/// <summary>One immutable version of a model's weights: an object store's location and version, as one string.</summary>
[GenerateSerializer, Alias("autoscaler.WeightsVersion"), Immutable]
public readonly record struct WeightsVersion([property: Id(0)] string Value) : IComparable<WeightsVersion>
{
    /// <inheritdoc/>
    public int CompareTo(WeightsVersion other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
