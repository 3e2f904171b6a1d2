using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Contracts.Fleets;

/// <summary>Which endpoints to list, in the order of their ids.</summary>
/// <param name="After">The last endpoint of the page before; null for the first page.</param>
/// <param name="Limit">Most endpoints to list, 1 to 500.</param>
/// <param name="NameContains">Part of the endpoint's name; null for any.</param>
/// <param name="Phase">The phase; null for any.</param>
[GenerateSerializer, Alias("autoscaler.EndpointQuery"), Immutable]
public sealed record EndpointQuery(
    [property: Id(0)] EndpointId? After,
    [property: Id(1)] int Limit,
    [property: Id(2)] string? NameContains,
    [property: Id(3)] EndpointPhase? Phase)
{
    /// <summary>Most endpoints of a page.</summary>
    public const int MaxLimit = 500;
}
