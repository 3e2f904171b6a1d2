namespace Autoscaler.Simulation.Replays;

/// <summary>What a weights cache is worth: the same traffic, with it and without it.</summary>
/// <param name="Off">Weights fetched.</param>
/// <param name="On">Weights on restored volumes of their own.</param>
public sealed record WeightsCacheWorth(ReplayOutcome Off, ReplayOutcome On)
{
    /// <summary>How much sooner the median copy is ready with it, seconds; null if none became ready.</summary>
    public double? MedianReadySavedSeconds => Off.TimeToReadySeconds?.P50 - On.TimeToReadySeconds?.P50;

    /// <summary>What it costs more, US dollars; below 0 where it saves.</summary>
    public decimal AddedCostUsd => On.CostUsd - Off.CostUsd;
}

/// <summary>What came of a replay, as two of them are compared.</summary>
public sealed record ReplayOutcome
{
    /// <inheritdoc cref="ReplayReport.TimeToReadySeconds"/>
    public required Percentiles? TimeToReadySeconds { get; init; }

    /// <inheritdoc cref="ReplayReport.UnderProvisionRatio"/>
    public required double UnderProvisionRatio { get; init; }

    /// <inheritdoc cref="ReplayReport.UnderProvisionTimeRatio"/>
    public required double UnderProvisionTimeRatio { get; init; }

    /// <inheritdoc cref="ReplayReport.TtftSeconds"/>
    public required TtftPercentiles? TtftSeconds { get; init; }

    /// <inheritdoc cref="ReplayReport.RequestsWithinSloRatio"/>
    public required double? RequestsWithinSloRatio { get; init; }

    /// <inheritdoc cref="ReplayReport.InstancesLaunched"/>
    public required int InstancesLaunched { get; init; }

    /// <inheritdoc cref="ReplayReport.DiskHits"/>
    public required int DiskHits { get; init; }

    /// <inheritdoc cref="ReplayReport.InstanceHours"/>
    public required double InstanceHours { get; init; }

    /// <inheritdoc cref="ReplayReport.CostUsd"/>
    public required decimal CostUsd { get; init; }

    /// <inheritdoc cref="ReplayReport.TraceHash"/>
    public required string TraceHash { get; init; }

    /// <summary>The outcome of a replay.</summary>
    public static ReplayOutcome Of(ReplayReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new()
        {
            TimeToReadySeconds = report.TimeToReadySeconds,
            UnderProvisionRatio = report.UnderProvisionRatio,
            UnderProvisionTimeRatio = report.UnderProvisionTimeRatio,
            TtftSeconds = report.TtftSeconds,
            RequestsWithinSloRatio = report.RequestsWithinSloRatio,
            InstancesLaunched = report.InstancesLaunched,
            DiskHits = report.DiskHits,
            InstanceHours = report.InstanceHours,
            CostUsd = report.CostUsd,
            TraceHash = report.TraceHash,
        };
    }
}
