using Autoscaler.Cloud.Metrics;

namespace Autoscaler.TestKit;

/// <summary>Metrics, watched.</summary>
internal sealed class WatchedMetricSource(IMetricSource inner, PortWatch watch) : IMetricSource
{
    public TimeSpan Period => inner.Period;

    public Task<MetricQueryResult> QueryAsync(
        ImmutableArray<MetricQuery> queries, DateTimeOffset startsFrom, DateTimeOffset startsBefore, CancellationToken cancellationToken)
    {
        watch.Before("Metrics.Query");
        return watch.Samples is { } samples
            ? Task.FromResult<MetricQueryResult>(new MetricQueryResult.Delivered(
                [.. queries.Select(query => samples(query).Where(sample => sample.Start >= startsFrom && sample.Start < startsBefore).OrderBy(sample => sample.Start).ToImmutableArray())]))
            : inner.QueryAsync(queries, startsFrom, startsBefore, cancellationToken);
    }
}
