namespace Autoscaler.Contracts.Decisions;

/// <summary>What a decision took demand to be; null is unknown. All figures are concurrency, that is requests at once.</summary>
[GenerateSerializer, Alias("autoscaler.DemandReading"), Immutable]
public readonly record struct DemandReading
{
    /// <summary>Nothing known.</summary>
    public static DemandReading Unknown => default;

    /// <summary>Start of the newest sample, UTC.</summary>
    [Id(0)] public DateTimeOffset? NewestSampleStart { get; init; }

    /// <summary>Concurrency of the newest sample, in flight and queued.</summary>
    [Id(1)] public double? Concurrency { get; init; }

    /// <summary>Demand over the target-tracking window, with the queue weighed by the backlog policy.</summary>
    [Id(2)] public double? Tracked { get; init; }

    /// <summary>The same over the stable window.</summary>
    [Id(3)] public double? Stable { get; init; }

    /// <summary>The same over the panic window.</summary>
    [Id(4)] public double? Panic { get; init; }

    /// <summary>The largest tracked demand of the stabilization window; null until that window is full.</summary>
    [Id(5)] public double? Peak { get; init; }
}
