namespace Autoscaler.Contracts.Decisions;

/// <summary>How many copies of a component a decision wants, and why.</summary>
[GenerateSerializer, Alias("autoscaler.ComponentDecision"), Immutable]
public sealed record ComponentDecision
{
    /// <summary>The component.</summary>
    [Id(0)] public required ComponentName Component { get; init; }

    /// <summary>Copies wanted, after bounds and limits.</summary>
    [Id(1)] public required int Wanted { get; init; }

    /// <summary>Copies that serve and shall go on.</summary>
    [Id(2)] public required int Ready { get; init; }

    /// <summary>Copies on their way.</summary>
    [Id(3)] public required int Coming { get; init; }

    /// <summary>Copies that finish their requests.</summary>
    [Id(4)] public required int Draining { get; init; }

    /// <summary>Why.</summary>
    [Id(5)] public required ScalingReason Reason { get; init; }

    /// <summary>What kept it from more, or from fewer.</summary>
    [Id(6)] public ScalingLimit Limit { get; init; }

    /// <summary>What demand was taken to be.</summary>
    [Id(7)] public DemandReading Demand { get; init; }
}
