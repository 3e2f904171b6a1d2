namespace Autoscaler.Contracts.Capacity;

/// <summary>A pool that had no capacity, and until when it is avoided.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="LastRefusedAt">When the cloud last refused, UTC.</param>
/// <param name="AvoidUntil">Placement leaves the pool alone until then; doubles with each refusal in a row, and decays.</param>
/// <param name="RefusalsInARow">Refusals since the pool last gave an instance or was forgotten, 1 or more.</param>
[GenerateSerializer, Alias("autoscaler.CapacityRefusal"), Immutable]
public sealed record CapacityRefusal(
    [property: Id(0)] InstancePool Pool,
    [property: Id(1)] DateTimeOffset LastRefusedAt,
    [property: Id(2)] DateTimeOffset AvoidUntil,
    [property: Id(3)] int RefusalsInARow);
