namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>What a component's traffic truly was and how it was served, from its registration until now.</summary>
public sealed record TrafficReading
{
    /// <summary>The endpoint.</summary>
    public required EndpointId Endpoint { get; init; }

    /// <summary>The component.</summary>
    public required ComponentName Component { get; init; }

    /// <summary>What became of its requests.</summary>
    public required TrafficTotals Totals { get; init; }

    /// <summary>Mean time that a request waited for a copy, those still waiting included: the queue integrated over time ÷ arrivals. Zero where none arrived.</summary>
    public required TimeSpan MeanWait { get; init; }

    /// <summary>Times to the first token; null where the traffic is a fluid.</summary>
    public required TtftReading? Ttft { get; init; }

    /// <summary>Copies needed beside copies ready.</summary>
    public required ProvisionTruth Provision { get; init; }

    /// <summary>When demand passed the supply and when a decision answered, by time; at most the first 100,000.</summary>
    public required ImmutableArray<DemandCrossing> Crossings { get; init; }

    /// <summary>Times that demand passed the supply and fell back before a decision acted.</summary>
    public required int CrossingsTakenBack { get; init; }

    /// <summary>Copies needed now.</summary>
    public required int DemandCopies { get; init; }

    /// <summary>Copies ready and routed to now.</summary>
    public required int ReadyCopies { get; init; }
}
