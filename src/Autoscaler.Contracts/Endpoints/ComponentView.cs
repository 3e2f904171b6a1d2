using Autoscaler.Contracts.Decisions;

namespace Autoscaler.Contracts.Endpoints;

/// <summary>One component as its endpoint sees it.</summary>
[GenerateSerializer, Alias("autoscaler.ComponentView"), Immutable]
public sealed record ComponentView
{
    /// <summary>The component.</summary>
    [Id(0)] public required ComponentName Name { get; init; }

    /// <summary>What the latest tick decided for it; null before the first.</summary>
    [Id(1)] public ComponentDecision? Latest { get; init; }

    /// <summary>Whether the runaway guard stops its launches.</summary>
    [Id(2)] public bool LaunchesStopped { get; init; }
}
