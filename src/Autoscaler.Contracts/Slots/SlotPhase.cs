namespace Autoscaler.Contracts.Slots;

/// <summary>Where a slot is in the life of the instance that occupies it.</summary>
[GenerateSerializer, Alias("autoscaler.SlotPhase")]
public enum SlotPhase
{
    /// <summary>No instance.</summary>
    Vacant = 0,

    /// <summary>The launch request is written; the cloud may or may not have it.</summary>
    Launching = 1,

    /// <summary>The cloud gave an instance; it does not serve yet.</summary>
    Booting = 2,

    /// <summary>The instance runs; copies start and serve on it.</summary>
    Running = 3,

    /// <summary>The instance is to go; its copies finish their requests.</summary>
    Draining = 4,

    /// <summary>The cloud was told to terminate the instance.</summary>
    Terminating = 5,
}
