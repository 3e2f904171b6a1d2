using System.Globalization;

namespace Autoscaler.Contracts.Ids;

/// <summary>One copy (running replica) of a component, unique within its endpoint for ever: numbers are never used again.</summary>
/// <param name="Component">The component of which it is a copy.</param>
/// <param name="Number">From 1, counted over all components of the endpoint.</param>
[GenerateSerializer, Alias("autoscaler.CopyId"), Immutable]
public readonly record struct CopyId([property: Id(0)] ComponentName Component, [property: Id(1)] long Number) : IComparable<CopyId>
{
    /// <inheritdoc/>
    public int CompareTo(CopyId other) => Number.CompareTo(other.Number);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Component.Value}#{Number}");
}
