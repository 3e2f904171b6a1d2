namespace Autoscaler.Contracts.Fleets;

/// <summary>A page of endpoints, in the order of their ids.</summary>
/// <param name="Endpoints">The endpoints.</param>
/// <param name="HasMore">Whether another page follows.</param>
[GenerateSerializer, Alias("autoscaler.EndpointPage"), Immutable]
public sealed record EndpointPage([property: Id(0)] ImmutableArray<EndpointSummary> Endpoints, [property: Id(1)] bool HasMore);
