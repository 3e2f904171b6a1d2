using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Faults.Scenarios;

/// <summary>Something that an endpoint's owner does, and repeats until it is acknowledged.</summary>
/// <param name="At">When at the earliest, from the start.</param>
/// <param name="Spec">The spec to put; null to delete.</param>
internal sealed record OwnerStep(TimeSpan At, EndpointSpec? Spec);
