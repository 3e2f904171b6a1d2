namespace Autoscaler.Grains.Telemetry;

/// <summary>What came of a call to the metric source.</summary>
internal enum QueryOutcome
{
    /// <summary>Samples came.</summary>
    Answered,

    /// <summary>Too many calls.</summary>
    Throttled,

    /// <summary>It failed.</summary>
    Failed,
}
