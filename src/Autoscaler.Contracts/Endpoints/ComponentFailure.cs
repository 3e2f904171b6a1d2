namespace Autoscaler.Contracts.Endpoints;

/// <summary>A copy that failed, or a boot that failed under a copy; what the runaway guard counts.</summary>
[GenerateSerializer, Alias("autoscaler.ComponentFailure"), Immutable]
public sealed record ComponentFailure(
    [property: Id(0)] ComponentName Component,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Detail);
