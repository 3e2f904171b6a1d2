namespace Autoscaler.Contracts.Ids;

/// <summary>Who owns endpoints: lower-case letters, digits and hyphens, 1 to 63 characters.</summary>
[GenerateSerializer, Alias("autoscaler.TenantId"), Immutable]
public readonly record struct TenantId([property: Id(0)] string Value) : IComparable<TenantId>
{
    /// <inheritdoc/>
    public int CompareTo(TenantId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
