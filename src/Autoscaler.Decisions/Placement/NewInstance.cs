using Autoscaler.Contracts.Decisions;

namespace Autoscaler.Decisions.Placement;

/// <summary>A drafted launch as a place for copies.</summary>
internal sealed record NewInstance(PlacementCandidate Candidate, ImmutableArray<PlacementOption> NotTaken);
