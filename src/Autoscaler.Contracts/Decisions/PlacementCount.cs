namespace Autoscaler.Contracts.Decisions;

/// <summary>How many copies found a place of a class.</summary>
[GenerateSerializer, Alias("autoscaler.PlacementCount"), Immutable]
public readonly record struct PlacementCount([property: Id(0)] PlacementClass Class, [property: Id(1)] long Copies);
