namespace Autoscaler.Contracts.Specs;

/// <summary>Keeps concurrency per copy at the policy's target.</summary>
[GenerateSerializer, Alias("autoscaler.TargetTrackingPolicy"), Immutable]
public sealed record TargetTrackingPolicy
{
    /// <summary>Demand may leave the supplied capacity by this fraction before the rule acts, 0 to 1 exclusive. Default 0.1.</summary>
    [Id(0)] public double ToleranceRatio { get; init; } = 0.1;

    /// <summary>Demand is averaged over this time, 1 s to 1 h. Default 20 s, which is two samples of 10 s.</summary>
    [Id(1)] public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(20);
}
