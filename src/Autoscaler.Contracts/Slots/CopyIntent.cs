namespace Autoscaler.Contracts.Slots;

/// <summary>A copy that an endpoint assigned to a slot, and what it wants of it.</summary>
[GenerateSerializer, Alias("autoscaler.CopyIntent"), Immutable]
public sealed record CopyIntent
{
    /// <summary>The order.</summary>
    [Id(0)] public required CopyOrder Order { get; init; }

    /// <summary>What is wanted.</summary>
    [Id(1)] public CopyGoal Goal { get; init; } = CopyGoal.Run;

    /// <summary>The decision that ordered the copy.</summary>
    [Id(2)] public required DecisionId Decision { get; init; }

    /// <summary>When the decision expected the copy to be ready, UTC.</summary>
    [Id(3)] public required DateTimeOffset ExpectedReadyAt { get; init; }

    /// <summary>A copy that is not ready by then has failed, UTC.</summary>
    [Id(4)] public required DateTimeOffset ReadyDeadline { get; init; }

    /// <summary>A drain that is not over by then is cut, UTC; null while the copy shall run.</summary>
    [Id(5)] public DateTimeOffset? DrainDeadline { get; init; }
}
