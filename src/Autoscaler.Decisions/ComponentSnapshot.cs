using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Scaling;

namespace Autoscaler.Decisions;

/// <summary>What a decision knows of one component.</summary>
/// <param name="Spec">The component.</param>
/// <param name="Demand">Its demand.</param>
/// <param name="Wanted">Copies wanted until now; null before the first decision.</param>
/// <param name="Panic">What panic remembers.</param>
public sealed record ComponentSnapshot(ComponentSpec Spec, ComponentDemandState Demand, int? Wanted, PanicState Panic);
