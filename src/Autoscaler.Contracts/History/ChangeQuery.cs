namespace Autoscaler.Contracts.History;

/// <summary>Which changes to read, the newest first.</summary>
/// <param name="Before">Only changes before this one; null for the newest.</param>
/// <param name="Limit">Most changes to read, 1 to 1,000.</param>
[GenerateSerializer, Alias("autoscaler.ChangeQuery"), Immutable]
public sealed record ChangeQuery([property: Id(0)] long? Before, [property: Id(1)] int Limit);
