namespace Autoscaler.Cloud.Instances;

/// <summary>An instance as the cloud sees it.</summary>
public abstract record InstanceStatus
{
    private InstanceStatus()
    {
    }

    /// <summary>Launched, not running yet.</summary>
    public sealed record Pending : InstanceStatus;

    /// <summary>Running.</summary>
    /// <param name="Since">Since when, UTC.</param>
    public sealed record Running(DateTimeOffset Since) : InstanceStatus;

    /// <summary>Being terminated.</summary>
    public sealed record Terminating : InstanceStatus;

    /// <summary>Terminated and its volumes deleted, or never there.</summary>
    public sealed record Gone : InstanceStatus;
}
