using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Slots;

/// <summary>Weights that a new instance finds on a restored volume of their own.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Mechanism">How the volume is restored: a snapshot mechanism.</param>
[GenerateSerializer, Alias("autoscaler.WeightsSource"), Immutable]
public sealed record WeightsSource(
    [property: Id(0)] WeightsSpec Weights,
    [property: Id(1)] StartupMechanism Mechanism);
