namespace Autoscaler.Contracts.History;

/// <summary>A page of changes, the newest first.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="HasMore">Whether older ones follow.</param>
[GenerateSerializer, Alias("autoscaler.ChangePage"), Immutable]
public sealed record ChangePage([property: Id(0)] ImmutableArray<ChangeRecord> Changes, [property: Id(1)] bool HasMore);
