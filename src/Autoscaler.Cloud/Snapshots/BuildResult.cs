namespace Autoscaler.Cloud.Snapshots;

/// <summary>What came of asking for a build.</summary>
public abstract record BuildResult
{
    private BuildResult()
    {
    }

    /// <summary>It is under way, or done.</summary>
    public sealed record Accepted : BuildResult;

    /// <summary>Too many builds or calls; ask again.</summary>
    /// <param name="RetryAfter">When.</param>
    public sealed record Throttled(TimeSpan RetryAfter) : BuildResult;

    /// <summary>It cannot be built.</summary>
    /// <param name="Reason">What the cloud said.</param>
    public sealed record Rejected(string Reason) : BuildResult;
}
