namespace Autoscaler.Cloud.Snapshots;

/// <summary>How a build stands.</summary>
public abstract record BuildStatus
{
    private BuildStatus()
    {
    }

    /// <summary>Under way.</summary>
    public sealed record Building : BuildStatus;

    /// <summary>Done.</summary>
    /// <param name="Snapshot">What to restore.</param>
    /// <param name="Size">Bytes on it.</param>
    public sealed record Ready(SnapshotId Snapshot, ByteCount Size) : BuildStatus;

    /// <summary>Failed; what it made is still to be deleted.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Failed(string Reason) : BuildStatus;

    /// <summary>There is no such build: never begun, or deleted.</summary>
    public sealed record Gone : BuildStatus;
}
