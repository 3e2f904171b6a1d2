using Autoscaler.Contracts.Demand;

namespace Autoscaler.Cloud.Metrics;

/// <summary>What came of a metric query.</summary>
public abstract record MetricQueryResult
{
    private MetricQueryResult()
    {
    }

    /// <summary>What is there so far; periods that are not there yet may come later, or never.</summary>
    /// <param name="Samples">For each query, in its order, the samples known, by start.</param>
    public sealed record Delivered(ImmutableArray<ImmutableArray<DemandSample>> Samples) : MetricQueryResult;

    /// <summary>Too many calls; nothing was delivered.</summary>
    /// <param name="RetryAfter">When to ask again.</param>
    public sealed record Throttled(TimeSpan RetryAfter) : MetricQueryResult;
}
