namespace Orleans.Runtime;

/// <summary>Which tick of a reminder it is.</summary>
[GenerateSerializer, Alias("Orleans.Runtime.TickStatus"), Immutable]
public readonly struct TickStatus
{
    /// <summary>A tick.</summary>
    public TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        FirstTickTime = firstTickTime;
        Period = period;
        CurrentTickTime = timeStamp;
    }

    /// <summary>When the reminder's first tick was due, UTC.</summary>
    [Id(0)] public DateTime FirstTickTime { get; }

    /// <summary>The time between two ticks.</summary>
    [Id(1)] public TimeSpan Period { get; }

    /// <summary>When this tick came, UTC.</summary>
    [Id(2)] public DateTime CurrentTickTime { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
}
