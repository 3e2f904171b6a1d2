namespace Autoscaler.Cloud.Simulated.Options;

/// <summary>How snapshots are built in the simulated cloud.</summary>
public sealed record SnapshotOptions
{
    /// <summary>From the call until the builder runs and has its volume, 0 s to 1 h. Default 40 s: a small machine without accelerators.</summary>
    public TimeSpan BuilderBootTime { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Compressed bytes that a builder pulls and unpacks in a second, above 0, at most 10 GB. Default 100 MB.</summary>
    public double PullBytesPerSecond { get; init; } = 100e6;

    /// <summary>Unpacked bytes that become part of a snapshot in a second, above 0, at most 10 GB. Default 200 MB.</summary>
    public double SnapshotBytesPerSecond { get; init; } = 200e6;

    /// <summary>Spread of the build time, as the standard deviation of its logarithm; 0 to 2. Default 0.1.</summary>
    public double BuildSpread { get; init; } = 0.1;

    /// <summary>Share of the builds that fail, 0 to 1. Default 0.</summary>
    public double BuildFailureRatio { get; init; }

    /// <summary>From the call to delete until a build's builder, volume and snapshot are gone, 0 s to 1 h. Default 5 s.</summary>
    public TimeSpan DeletionTime { get; init; } = TimeSpan.FromSeconds(5);

    internal void Check(OptionErrors errors)
    {
        errors.Between("Snapshots.BuilderBootTime", BuilderBootTime, TimeSpan.Zero, TimeSpan.FromHours(1));
        errors.Between("Snapshots.PullBytesPerSecond", PullBytesPerSecond, 1, 10e9);
        errors.Between("Snapshots.SnapshotBytesPerSecond", SnapshotBytesPerSecond, 1, 10e9);
        errors.Between("Snapshots.BuildSpread", BuildSpread, 0, 2);
        errors.Ratio("Snapshots.BuildFailureRatio", BuildFailureRatio);
        errors.Between("Snapshots.DeletionTime", DeletionTime, TimeSpan.Zero, TimeSpan.FromHours(1));
    }
}
