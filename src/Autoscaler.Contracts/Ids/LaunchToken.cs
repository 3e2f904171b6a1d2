namespace Autoscaler.Contracts.Ids;

/// <summary>The idempotency token of one launch: derived from slot and generation, so that a repeated call can never launch twice. At most 64 ASCII characters.</summary>
[GenerateSerializer, Alias("autoscaler.LaunchToken"), Immutable]
public readonly record struct LaunchToken([property: Id(0)] string Value) : IComparable<LaunchToken>
{
    /// <inheritdoc/>
    public int CompareTo(LaunchToken other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
