namespace Autoscaler.Contracts.Slots;

/// <summary>What is known of one copy.</summary>
[GenerateSerializer, Alias("autoscaler.CopyStatus"), Immutable]
public sealed record CopyStatus
{
    /// <summary>The copy.</summary>
    [Id(0)] public required CopyId Id { get; init; }

    /// <summary>Its phase.</summary>
    [Id(1)] public required CopyPhase Phase { get; init; }

    /// <summary>When it entered the phase, by its host's clock, UTC.</summary>
    [Id(2)] public required DateTimeOffset PhaseEnteredAt { get; init; }

    /// <summary>When it first became ready, UTC; null if it never did.</summary>
    [Id(3)] public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>The stages of its start that have ended, in the order of their ends.</summary>
    [Id(4)] public ImmutableArray<StartupPhaseTiming> Timeline { get; init; } = [];

    /// <summary>Why it failed; null unless it did.</summary>
    [Id(5)] public string? Failure { get; init; }

    /// <summary>Whether the copy will not change any more.</summary>
    public bool IsOver => Phase is CopyPhase.Stopped or CopyPhase.Failed;
}
