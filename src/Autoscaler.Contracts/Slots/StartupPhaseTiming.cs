namespace Autoscaler.Contracts.Slots;

/// <summary>When one stage of a start began and ended.</summary>
[GenerateSerializer, Alias("autoscaler.StartupPhaseTiming"), Immutable]
public readonly record struct StartupPhaseTiming(
    [property: Id(0)] StartupPhase Phase,
    [property: Id(1)] DateTimeOffset StartedAt,
    [property: Id(2)] DateTimeOffset EndedAt);
