namespace Autoscaler.Contracts.Decisions;

/// <summary>What an endpoint decided at one tick, with the reasons. A decision without effects is a hold.</summary>
[GenerateSerializer, Alias("autoscaler.ScalingDecision"), Immutable]
public sealed record ScalingDecision
{
    /// <summary>The decision.</summary>
    [Id(0)] public required DecisionId Id { get; init; }

    /// <summary>When, UTC.</summary>
    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>What is wanted of each component, in the spec's order.</summary>
    [Id(2)] public required ImmutableArray<ComponentDecision> Components { get; init; }

    /// <summary>Copies placed.</summary>
    [Id(3)] public ImmutableArray<CopyPlacement> Placements { get; init; } = [];

    /// <summary>Copies drained.</summary>
    [Id(4)] public ImmutableArray<CopyDrain> Drains { get; init; } = [];

    /// <summary>Instances launched.</summary>
    [Id(5)] public ImmutableArray<InstanceLaunch> Launches { get; init; } = [];

    /// <summary>Instances let go.</summary>
    [Id(6)] public ImmutableArray<InstanceRelease> Releases { get; init; } = [];

    /// <summary>Whether the decision changes anything.</summary>
    public bool Acts => !(Placements.IsEmpty && Drains.IsEmpty && Launches.IsEmpty && Releases.IsEmpty);
}
