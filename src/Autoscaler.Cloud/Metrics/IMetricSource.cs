namespace Autoscaler.Cloud.Metrics;

/// <summary>The demand metrics of components.</summary>
public interface IMetricSource
{
    /// <summary>The length of the periods that this source can be asked for.</summary>
    TimeSpan Period { get; }

    /// <summary>Asks for all samples of the given components whose periods start in [start, end).</summary>
    /// <param name="queries">At most 500.</param>
    /// <param name="start">UTC, aligned to the period.</param>
    /// <param name="end">UTC.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<MetricQueryResult> QueryAsync(ImmutableArray<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken);
}
