using Autoscaler.Cloud.Metrics;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Contracts.Demand;

namespace Autoscaler.Cloud.Simulated.Ports;

internal sealed class SimulatedMetricSource(SimulatedCloud cloud, TimeProvider callerTime) : IMetricSource
{
    private const int MaxQueries = 500;

    private readonly CallAnswer _answer = new(callerTime, cloud.Options.Latency.Metric);

    public TimeSpan Period => cloud.Options.Metrics.Period;

    public Task<MetricQueryResult> QueryAsync(
        ImmutableArray<MetricQuery> queries,
        DateTimeOffset startsFrom,
        DateTimeOffset startsBefore,
        CancellationToken cancellationToken)
    {
        if (queries.IsDefault || queries.Length > MaxQueries)
        {
            var found = queries.IsDefault ? "none" : $"{queries.Length}";
            throw new ArgumentException($"A metric query asks for at most {MaxQueries} components; found {found}.", nameof(queries));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => Query(world, queries, startsFrom, startsBefore)), cancellationToken);
    }

    private static MetricQueryResult Query(World world, ImmutableArray<MetricQuery> queries, DateTimeOffset startsFrom, DateTimeOffset startsBefore)
    {
        if (world.QueryThrottle.Next() is { } retryAfter)
        {
            return new MetricQueryResult.Throttled(retryAfter);
        }

        var samples = ImmutableArray.CreateBuilder<ImmutableArray<DemandSample>>(queries.Length);
        foreach (var query in queries)
        {
            samples.Add(world.Metrics.Read(new ComponentKey(query.Endpoint, query.Component), startsFrom, startsBefore));
        }

        return new MetricQueryResult.Delivered(samples.MoveToImmutable());
    }
}
