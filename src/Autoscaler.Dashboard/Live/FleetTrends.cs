namespace Autoscaler.Dashboard.Live;

/// <summary>What starts and placements were like in the last 24 h.</summary>
public sealed record FleetTrends
{
    /// <summary>The newest event that it counts; 0 for none.</summary>
    public required long Newest { get; init; }

    /// <summary>Copies that became ready.</summary>
    public required int Starts { get; init; }

    /// <summary>From their order to ready, median; null where none did.</summary>
    public required TimeSpan? MedianToReady { get; init; }

    /// <summary>The same, 95th percentile.</summary>
    public required TimeSpan? SlowToReady { get; init; }

    /// <summary>Copies that were placed.</summary>
    public required int Placed { get; init; }

    /// <summary>Of them, those whose image lay on a running instance's disk.</summary>
    public required int DiskHits { get; init; }

    /// <summary>Of them, those on new instances that booted from a cached image.</summary>
    public required int SnapshotHits { get; init; }

    /// <summary>Of them, those whose image was pulled from the registry.</summary>
    public required int Pulls { get; init; }
}
