using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Scaling;

namespace Autoscaler.Decisions;

/// <summary>A decision and all that must be written before its effects run.</summary>
public sealed record EndpointPlan
{
    /// <summary>The decision.</summary>
    public required ScalingDecision Decision { get; init; }

    /// <summary>What panic remembers, in the order of the components.</summary>
    public required ImmutableArray<PanicState> Panic { get; init; }

    /// <summary>The assignments that change, by ordinal: the effects.</summary>
    public ImmutableArray<SlotAssignment> Changes { get; init; } = [];

    /// <summary>Failures that were settled.</summary>
    public ImmutableArray<ComponentFailure> NewFailures { get; init; } = [];

    /// <summary>The number of the next copy.</summary>
    public required long NextCopy { get; init; }

    /// <summary>Whether there is anything to write: the decision acts, or facts were settled.</summary>
    public bool Writes => Decision.Acts || !Changes.IsEmpty || !NewFailures.IsEmpty;
}
