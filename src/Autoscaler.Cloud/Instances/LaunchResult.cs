using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Cloud.Instances;

/// <summary>What came of a launch call.</summary>
public abstract record LaunchResult
{
    private LaunchResult()
    {
    }

    /// <summary>An instance was launched.</summary>
    /// <param name="Instance">Its id.</param>
    /// <param name="Pool">The pool that gave it.</param>
    /// <param name="LaunchedAt">When, UTC.</param>
    /// <param name="Refused">Pools tried before that had no capacity, in the order of the request.</param>
    public sealed record Accepted(InstanceId Instance, InstancePool Pool, DateTimeOffset LaunchedAt, ImmutableArray<InstancePool> Refused) : LaunchResult;

    /// <summary>No pool of the request had capacity; nothing was launched.</summary>
    /// <param name="Refused">The pools, in the order of the request.</param>
    public sealed record NoCapacity(ImmutableArray<InstancePool> Refused) : LaunchResult;

    /// <summary>Too many calls; nothing was launched, and the same request may be made again.</summary>
    /// <param name="RetryAfter">When.</param>
    public sealed record Throttled(TimeSpan RetryAfter) : LaunchResult;

    /// <summary>The endpoint of the slot has no snapshot of that build, or its key is not usable; nothing was launched.</summary>
    /// <param name="Content">The image or weights.</param>
    /// <param name="Build">The build that the request names.</param>
    public sealed record SnapshotGone(ImageDigest Content, int Build) : LaunchResult;

    /// <summary>The volumes cannot be initialized at the rate that the request names: the Region's sum is used up. Nothing was launched.</summary>
    /// <param name="Reason">What the cloud said.</param>
    public sealed record NoRestoreRate(string Reason) : LaunchResult;

    /// <summary>The request itself was refused: a quota, a permission, a wrong parameter.</summary>
    /// <param name="Reason">What the cloud said.</param>
    public sealed record Rejected(string Reason) : LaunchResult;
}
