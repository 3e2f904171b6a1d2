namespace Autoscaler.Contracts.Specs;

/// <summary>
/// How many copies demand calls for. Each rule that is set proposes a count, the largest wins; then come bounds, rate limits and stabilization, in this order.
/// </summary>
[GenerateSerializer, Alias("autoscaler.ScalingPolicy"), Immutable]
public sealed record ScalingPolicy
{
    /// <summary>Concurrency (in flight and queued) that one copy should carry. Above 0, at most the component's maximum. Default 8.</summary>
    [Id(0)] public double TargetConcurrencyPerCopy { get; init; } = 8;

    /// <summary>Target tracking.</summary>
    [Id(1)] public TargetTrackingPolicy TargetTracking { get; init; } = new();

    /// <summary>Stable and panic windows; null switches the rule off.</summary>
    [Id(2)] public PanicPolicy? Panic { get; init; } = new();

    /// <summary>How a queue that outlived its spike is counted.</summary>
    [Id(3)] public BacklogPolicy Backlog { get; init; } = new();

    /// <summary>Limits on adding copies.</summary>
    [Id(4)] public ScaleOutPolicy ScaleOut { get; init; } = new();

    /// <summary>Limits on removing copies.</summary>
    [Id(5)] public ScaleInPolicy ScaleIn { get; init; } = new();

    /// <summary>What holds while samples are missing.</summary>
    [Id(6)] public MissingDemandPolicy MissingDemand { get; init; } = new();

    /// <summary>When repeated failures stop launches.</summary>
    [Id(7)] public RunawayPolicy Runaway { get; init; } = new();

    /// <summary>How a component whose minimum is 0 goes to 0 copies and comes back.</summary>
    [Id(8)] public ScaleToZeroPolicy ScaleToZero { get; init; } = new();
}
