namespace Autoscaler.Decisions.Fleets;

/// <summary>What a slot can be used for.</summary>
public enum FleetSlotState
{
    /// <summary>Vacant: an instance can be launched in it.</summary>
    Free,

    /// <summary>An instance is ordered or boots; copies can be ordered on it.</summary>
    Coming,

    /// <summary>An instance runs; copies can be placed on it.</summary>
    Running,

    /// <summary>The instance goes; nothing can be placed.</summary>
    Leaving,
}
