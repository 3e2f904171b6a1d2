namespace Autoscaler.Contracts.History;

/// <summary>One component at one time. What is null is unknown, never zero.</summary>
/// <param name="Start">The start of the step, UTC.</param>
/// <param name="Concurrency">Mean requests in flight and queued.</param>
/// <param name="ArrivalsPerSecond">Mean rate of new requests.</param>
/// <param name="Wanted">Copies wanted, the largest of the step.</param>
/// <param name="Ready">Copies that served, the least of the step.</param>
/// <param name="Coming">Copies on their way, the largest of the step.</param>
[GenerateSerializer, Alias("autoscaler.DemandPoint"), Immutable]
public readonly record struct DemandPoint(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] double? Concurrency,
    [property: Id(2)] double? ArrivalsPerSecond,
    [property: Id(3)] int? Wanted,
    [property: Id(4)] int? Ready,
    [property: Id(5)] int? Coming);
