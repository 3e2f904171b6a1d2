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

    /// <summary>Snapshots of the Region that may have fast restore on, 0 or more. Default 5.</summary>
    public int FastRestoreQuota { get; init; } = 5;

    /// <summary>From switching fast restore on until it works, for a decimal terabyte of the snapshot, 0 s to 24 h. Default 60 min.</summary>
    public TimeSpan FastRestoreTimePerTerabyte { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>
    /// What all volumes of the Region that initialize at provisioned rates may add up to, MiB/s, above 0; null, the default, sets no limit. Accounts are said to start
    /// with 5,000: 16 launches at once at the highest rate.
    /// </summary>
    public int? InitializationRateQuota { get; init; }

    internal void Check(OptionErrors errors)
    {
        errors.Between("Snapshots.BuilderBootTime", BuilderBootTime, TimeSpan.Zero, TimeSpan.FromHours(1));
        errors.Between("Snapshots.PullBytesPerSecond", PullBytesPerSecond, 1, 10e9);
        errors.Between("Snapshots.SnapshotBytesPerSecond", SnapshotBytesPerSecond, 1, 10e9);
        errors.Between("Snapshots.BuildSpread", BuildSpread, 0, 2);
        errors.Ratio("Snapshots.BuildFailureRatio", BuildFailureRatio);
        errors.Between("Snapshots.FastRestoreQuota", FastRestoreQuota, 0, 1000);
        errors.Between("Snapshots.FastRestoreTimePerTerabyte", FastRestoreTimePerTerabyte, TimeSpan.Zero, TimeSpan.FromHours(24));
        errors.Require(InitializationRateQuota is not <= 0, $"Snapshots.InitializationRateQuota must be above 0, or null; found {InitializationRateQuota}.");
        errors.Between("Snapshots.DeletionTime", DeletionTime, TimeSpan.Zero, TimeSpan.FromHours(1));
    }
}
