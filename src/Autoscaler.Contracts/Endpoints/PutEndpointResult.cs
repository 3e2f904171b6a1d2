namespace Autoscaler.Contracts.Endpoints;

/// <summary>What came of putting a spec.</summary>
/// <param name="Accepted">Whether the spec stands now.</param>
/// <param name="Errors">All that is wrong with it; empty if accepted.</param>
[GenerateSerializer, Alias("autoscaler.PutEndpointResult"), Immutable]
public sealed record PutEndpointResult([property: Id(0)] bool Accepted, [property: Id(1)] ImmutableArray<SpecError> Errors);
