namespace Autoscaler.Contracts.Decisions;

/// <summary>Why a component's wanted number of copies is what it is: the rule that won.</summary>
[GenerateSerializer, Alias("autoscaler.ScalingReason")]
public enum ScalingReason
{
    /// <summary>Demand is within the tolerance of what is supplied.</summary>
    WithinTolerance = 0,

    /// <summary>Target tracking: demand passed the target by more than the tolerance.</summary>
    TargetExceeded = 1,

    /// <summary>The panic window calls for a multiple of what is ready or coming, or did within the stable window.</summary>
    Panic = 2,

    /// <summary>The stable window calls for more.</summary>
    StableWindow = 3,

    /// <summary>The largest demand of the stabilization window calls for fewer.</summary>
    DemandFell = 4,

    /// <summary>Demand calls for fewer, but did not for the whole stabilization window yet.</summary>
    Stabilizing = 5,

    /// <summary>The newest sample is too old, or there was none: demand is unknown, and holds.</summary>
    DemandUnknown = 6,

    /// <summary>Demand was unknown for so long that the policy's fallback applies.</summary>
    Fallback = 7,

    /// <summary>Fewer copies are supplied than the component's minimum.</summary>
    BelowMinimum = 8,

    /// <summary>More copies are supplied than the component's maximum.</summary>
    AboveMaximum = 9,

    /// <summary>The component was removed from the endpoint, or the endpoint is being deleted.</summary>
    Removed = 10,

    /// <summary>Fewer copies are supplied than are wanted already: some were lost, or could not be placed before.</summary>
    CopiesMissing = 11,

    /// <summary>Scaling is paused.</summary>
    Paused = 12,

    /// <summary>A person set the copies.</summary>
    Overridden = 13,

    /// <summary>The component has no copy, and somebody activated it or its first request came.</summary>
    Activated = 14,

    /// <summary>Nobody used the component, but not for the idle grace yet: its last copy stays.</summary>
    IdleGrace = 15,
}
