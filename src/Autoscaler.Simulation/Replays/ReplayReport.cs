namespace Autoscaler.Simulation.Replays;

/// <summary>What a replay showed. Ratios are fractions; durations are seconds.</summary>
public sealed record ReplayReport
{
    /// <summary>The trace.</summary>
    public required string Trace { get; init; }

    /// <summary><c>request</c> or <c>fluid</c>.</summary>
    public required string ServiceModel { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The mechanism of new instances.</summary>
    public required string Mechanism { get; init; }

    /// <summary>Whether new instances get weights on restored volumes of their own.</summary>
    public required bool WeightsCache { get; init; }

    /// <summary>Requests that arrived; of a fluid, rounded.</summary>
    public required long Requests { get; init; }

    /// <summary>Simulated time of the trace.</summary>
    public required double SimulatedSeconds { get; init; }

    /// <summary>Simulated time before the trace, until the minimum of copies was ready and the cache filled.</summary>
    public required double SetupSeconds { get; init; }

    /// <summary>Real time of the whole run.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Ticks of the endpoint.</summary>
    public required long Ticks { get; init; }

    /// <summary>Decisions that acted.</summary>
    public required int Decisions { get; init; }

    /// <summary>Decisions that placed copies.</summary>
    public required int ScaleOuts { get; init; }

    /// <summary>Decisions that drained copies.</summary>
    public required int ScaleIns { get; init; }

    /// <summary>Instances that the cloud gave.</summary>
    public required int InstancesLaunched { get; init; }

    /// <summary>Copies placed, by class.</summary>
    public required PlacementCounts Placements { get; init; }

    /// <summary>Copies placed on a running instance that had their image on its disk.</summary>
    public required int DiskHits { get; init; }

    /// <summary>Launches whose images came from a cache.</summary>
    public required int SnapshotHits { get; init; }

    /// <summary>Launches that pulled an image from the registry.</summary>
    public required int Fallbacks { get; init; }

    /// <summary>Copies that became ready with weights from a restored volume, read for them.</summary>
    public required int WeightsFromVolume { get; init; }

    /// <summary>Hours of ready copies.</summary>
    public required double CopyHours { get; init; }

    /// <summary>Hours of instances, from launch to termination.</summary>
    public required double InstanceHours { get; init; }

    /// <summary>Instances, builders, snapshots and restores.</summary>
    public required decimal CostUsd { get; init; }

    /// <summary>Mean over the time with demand of copies missing ÷ copies needed.</summary>
    public required double UnderProvisionRatio { get; init; }

    /// <summary>Mean over the time with demand of copies too many ÷ copies needed.</summary>
    public required double OverProvisionRatio { get; init; }

    /// <summary>Share of the time with demand in which copies were missing.</summary>
    public required double UnderProvisionTimeRatio { get; init; }

    /// <summary>Requests whose first token came within the objective ÷ all requests; null for a fluid.</summary>
    public required double? RequestsWithinSloRatio { get; init; }

    /// <summary>From the decision to the copy's readiness; null if none became ready.</summary>
    public required Percentiles? TimeToReadySeconds { get; init; }

    /// <summary>From the instant that demand passed what was ready and coming to the decision that answered; null if it never did.</summary>
    public required DetectPercentiles? TimeToDetectSeconds { get; init; }

    /// <summary>From arrival to the first token; null for a fluid.</summary>
    public required TtftPercentiles? TtftSeconds { get; init; }

    /// <summary>A hash over all that happened: equal for equal runs.</summary>
    public required string TraceHash { get; init; }

    /// <summary>What the weights cache is worth on this traffic; null where the replay did not compare.</summary>
    public WeightsCacheWorth? WeightsCacheWorth { get; init; }
}

/// <summary>Copies placed, by class.</summary>
public sealed record PlacementCounts(int Undrained, int WarmWithWeights, int WarmWithImage, int WarmBare, int Booting, int NewFromCache, int NewFromRegistry);

/// <summary>Percentiles in seconds.</summary>
public sealed record Percentiles(double P50, double P95, double Max);

/// <summary>Percentiles in seconds.</summary>
public sealed record DetectPercentiles(double P50, double P95);

/// <summary>Percentiles in seconds; null where nothing was answered.</summary>
public sealed record TtftPercentiles(double? P50, double? P95, double? P99);
