namespace Autoscaler.Decisions.Fleets;

/// <summary>What a copy counts as.</summary>
public enum FleetCopyState
{
    /// <summary>On its way to serving.</summary>
    Coming,

    /// <summary>Serves, and shall go on.</summary>
    Ready,

    /// <summary>Finishes its requests.</summary>
    Draining,

    /// <summary>Gone as it should be; to be taken off its slot.</summary>
    Stopped,

    /// <summary>Failed by itself; to be taken off its slot, and counted by the runaway guard.</summary>
    Failed,

    /// <summary>Lost with its instance's boot; counted like a failure.</summary>
    BootFailed,

    /// <summary>Lost through nobody's fault here: no capacity, a snapshot that was gone, an instance that went away. To be placed anew.</summary>
    Displaced,
}
