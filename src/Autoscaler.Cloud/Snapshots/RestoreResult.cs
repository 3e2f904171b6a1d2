namespace Autoscaler.Cloud.Snapshots;

/// <summary>What came of setting how a snapshot is restored.</summary>
public abstract record RestoreResult
{
    private RestoreResult()
    {
    }

    /// <summary>Launches can restore it so.</summary>
    public sealed record Accepted : RestoreResult;

    /// <summary>Too many calls; ask again.</summary>
    /// <param name="RetryAfter">When.</param>
    public sealed record Throttled(TimeSpan RetryAfter) : RestoreResult;

    /// <summary>The Region has no fast restore left; nothing was changed.</summary>
    public sealed record NoFastRestore : RestoreResult;

    /// <summary>There is no such snapshot.</summary>
    public sealed record Gone : RestoreResult;
}
