using System.Globalization;

namespace Autoscaler.Contracts.Quantities;

/// <summary>A price in US dollars an hour.</summary>
[GenerateSerializer, Alias("autoscaler.UsdPerHour"), Immutable]
public readonly record struct UsdPerHour([property: Id(0)] decimal Value) : IComparable<UsdPerHour>
{
    /// <summary>What <paramref name="duration"/> costs at this price, in US dollars.</summary>
    public decimal For(TimeSpan duration) => Value * (decimal)duration.TotalHours;

    /// <inheritdoc/>
    public int CompareTo(UsdPerHour other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"${Value:0.0000}/h");
}
