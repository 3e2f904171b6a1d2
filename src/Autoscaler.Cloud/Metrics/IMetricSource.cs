namespace Autoscaler.Cloud.Metrics;

/// <summary>The demand metrics of components.</summary>
public interface IMetricSource
{
    /// <summary>The length of the periods that this source can be asked for.</summary>
    TimeSpan Period { get; }

    /// <summary>Asks for all samples of the given components whose periods start in [startsFrom, startsBefore).</summary>
    /// <param name="queries">At most 500.</param>
    /// <param name="startsFrom">UTC, aligned to the period.</param>
    /// <param name="startsBefore">UTC.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<MetricQueryResult> QueryAsync(ImmutableArray<MetricQuery> queries, DateTimeOffset startsFrom, DateTimeOffset startsBefore, CancellationToken cancellationToken);
}
