using Autoscaler.Contracts.Caching;

namespace Autoscaler.Simulation.CacheLives;

/// <summary>What became of the caches of a fleet over their whole life.</summary>
public sealed record CacheLifeReport
{
    /// <summary>Entries that became ready.</summary>
    public required int Built { get; init; }

    /// <summary>Launches that found all that they asked for in the cache.</summary>
    public required int SnapshotHits { get; init; }

    /// <summary>Copies placed where their image lay on the disk of a running instance.</summary>
    public required int DiskHits { get; init; }

    /// <summary>Launches that pulled something from the registry.</summary>
    public required int Fallbacks { get; init; }

    /// <summary>Entries that a boot found other bytes of.</summary>
    public required int Suspect { get; init; }

    /// <summary>Entries that were purged.</summary>
    public required int Purged { get; init; }

    /// <summary>What is live in the cloud of all that was purged; 0 is right.</summary>
    public required int RemainingLive { get; init; }

    /// <summary>Keys that wait for their deletion.</summary>
    public required int PendingDeletion { get; init; }

    /// <summary>Boots from, and holders of, another endpoint's bytes; 0 is right.</summary>
    public required int IsolationViolations { get; init; }

    /// <summary>Seconds that hits saved against pulls, by the start-up model, all starts together.</summary>
    public required double SecondsSaved { get; init; }

    /// <summary>Bytes that hits did not pull.</summary>
    public required long BytesSaved { get; init; }

    /// <summary>The receipts of all purges, by endpoint and number.</summary>
    public required ImmutableArray<PurgeReceipt> Receipts { get; init; }

    /// <summary>Whether everything is as it must be.</summary>
    public bool IsRight => RemainingLive == 0 && IsolationViolations == 0 && Receipts.All(static receipt => receipt.IsIntact);
}
