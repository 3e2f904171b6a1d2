namespace Autoscaler.Contracts.Demand;

/// <summary>Samples of one component, in any order; a sample may be late, and the same one may come twice.</summary>
/// <param name="Component">The component.</param>
/// <param name="Samples">At most 360 samples.</param>
[GenerateSerializer, Alias("autoscaler.ComponentDemand"), Immutable]
public sealed record ComponentDemand(
    [property: Id(0)] ComponentName Component,
    [property: Id(1)] ImmutableArray<DemandSample> Samples);
