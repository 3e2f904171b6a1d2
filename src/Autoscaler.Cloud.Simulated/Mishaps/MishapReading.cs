namespace Autoscaler.Cloud.Simulated.Mishaps;

/// <summary>How often things went wrong in a simulated cloud, by its own chance or by order.</summary>
public sealed record MishapReading
{
    /// <summary>Calls that were throttled.</summary>
    public long ThrottledCalls { get; init; }

    /// <summary>Launches that no pool had capacity for.</summary>
    public long RefusedLaunches { get; init; }

    /// <summary>Instances that never ran.</summary>
    public long FailedBoots { get; init; }

    /// <summary>Builds of snapshots that failed.</summary>
    public long FailedBuilds { get; init; }

    /// <summary>Instances that went away by themselves.</summary>
    public long LostInstances { get; init; }

    /// <summary>Copies that crashed, or failed once loaded.</summary>
    public long CrashedCopies { get; init; }

    /// <summary>Snapshots that somebody else deleted.</summary>
    public long LostSnapshots { get; init; }

    /// <summary>Snapshots that came to hold other bytes than were built.</summary>
    public long ReplacedSnapshots { get; init; }

    /// <summary>Both together.</summary>
    public static MishapReading operator +(MishapReading left, MishapReading right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new MishapReading
        {
            ThrottledCalls = left.ThrottledCalls + right.ThrottledCalls,
            RefusedLaunches = left.RefusedLaunches + right.RefusedLaunches,
            FailedBoots = left.FailedBoots + right.FailedBoots,
            FailedBuilds = left.FailedBuilds + right.FailedBuilds,
            LostInstances = left.LostInstances + right.LostInstances,
            CrashedCopies = left.CrashedCopies + right.CrashedCopies,
            LostSnapshots = left.LostSnapshots + right.LostSnapshots,
            ReplacedSnapshots = left.ReplacedSnapshots + right.ReplacedSnapshots,
        };
    }
}
