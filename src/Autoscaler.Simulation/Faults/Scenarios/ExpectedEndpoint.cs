using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Faults.Scenarios;

/// <summary>What an endpoint must come to once nothing goes wrong any more.</summary>
/// <param name="Id">The endpoint.</param>
/// <param name="Spec">The spec that its owner put last; null where it was deleted.</param>
/// <param name="Deletions">How often its owner deleted it.</param>
/// <param name="Copies">Copies that constant demand calls for, by the spec's components.</param>
public sealed record ExpectedEndpoint(EndpointId Id, EndpointSpec? Spec, int Deletions, ImmutableArray<int> Copies);
