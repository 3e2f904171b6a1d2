namespace Autoscaler.Contracts.Demand;

/// <summary>What one metric period said of one component. A period without a sample is unknown, never zero.</summary>
/// <param name="Start">The start of the period, UTC; periods are aligned to their length.</param>
/// <param name="Concurrency">Mean requests in flight and queued over the period, all copies together; finite, 0 or more.</param>
/// <param name="ArrivalsPerSecond">Mean rate of new requests over the period; null where the source does not tell it.</param>
[GenerateSerializer, Alias("autoscaler.DemandSample"), Immutable]
public readonly record struct DemandSample(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] double Concurrency,
    [property: Id(2)] double? ArrivalsPerSecond);
