namespace Autoscaler.Contracts.Decisions;

/// <summary>A copy and the place that it was given.</summary>
/// <param name="Copy">The copy.</param>
/// <param name="Chosen">The place.</param>
/// <param name="NotTaken">The best options that stay open, in order of preference: at most one a class, the chosen one's runner-up among them, and other types for a new instance.</param>
[GenerateSerializer, Alias("autoscaler.CopyPlacement"), Immutable]
public sealed record CopyPlacement(
    [property: Id(0)] CopyId Copy,
    [property: Id(1)] PlacementOption Chosen,
    [property: Id(2)] ImmutableArray<PlacementOption> NotTaken);
