using System.Globalization;

namespace Autoscaler.Contracts.Ids;

/// <summary>One acting decision of an endpoint; the tokens of its effects derive from it.</summary>
/// <param name="Endpoint">The endpoint that decided.</param>
/// <param name="Number">From 1, in the order of the writes that hold the decisions.</param>
[GenerateSerializer, Alias("autoscaler.DecisionId"), Immutable]
public readonly record struct DecisionId([property: Id(0)] EndpointId Endpoint, [property: Id(1)] long Number)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}@{Number}");
}
