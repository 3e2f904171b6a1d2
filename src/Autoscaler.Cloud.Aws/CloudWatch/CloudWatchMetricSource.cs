using Amazon.Runtime;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Wire;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Contracts.Demand;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>
/// The demand of components from CloudWatch. A period that CloudWatch has no value of, or would not give, is unknown: it has no sample. Throttling is not tried again: all
/// feeds wait.
/// </summary>
internal sealed partial class CloudWatchMetricSource : IMetricSource, IDisposable
{
    // A full hour of a full feed takes two pages; a server that has ever more would hold the feed up for ever.
    private const int MaxPages = 20;

    private readonly WireClient _client;
    private readonly AwsMetricOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<CloudWatchMetricSource> _logger;
    private readonly QueryThrottle _throttle;
    private readonly int _metricsPerQuery;

    public CloudWatchMetricSource(AwsConnection connection, AwsMetricOptions options, TimeProvider clock, ILogger<CloudWatchMetricSource> logger)
    {
        // The next poll is the next try; within one there is time for another after a lost connection.
        _client = new WireClient(connection, WireTarget.CloudWatch, static config =>
        {
            config.MaxErrorRetry = Math.Min(config.MaxErrorRetry, 1);
            config.MaxStaleConnectionRetries = 2;
        });
        _options = options;
        _clock = clock;
        _logger = logger;
        _throttle = new QueryThrottle(options.ThrottleDelay);
        _metricsPerQuery = GetMetricsCall.MetricsPerQuery(options);
    }

    public TimeSpan Period => _options.Period;

    public async Task<MetricQueryResult> QueryAsync(
        ImmutableArray<MetricQuery> queries, DateTimeOffset startsFrom, DateTimeOffset startsBefore, CancellationToken cancellationToken)
    {
        if (queries.IsDefault || queries.Length > GetMetricsCall.MaxMetrics)
        {
            var found = queries.IsDefault ? "none" : $"{queries.Length}";
            throw new ArgumentException($"A metric query asks for at most {GetMetricsCall.MaxMetrics} components; found {found}.", nameof(queries));
        }

        var now = _clock.GetUtcNow();
        var from = Floor(startsFrom);
        var settled = Floor(now - _options.SettleTime);
        var before = Floor(startsBefore + _options.Period - TimeSpan.FromTicks(1));
        before = before < settled ? before : settled;
        if (queries.IsEmpty || before <= from)
        {
            return new MetricQueryResult.Delivered([.. queries.Select(static _ => ImmutableArray<DemandSample>.Empty)]);
        }

        if (_throttle.WaitAt(now) is { } wait)
        {
            return new MetricQueryResult.Throttled(wait);
        }

        var asked = AskedOnce.Of(queries);
        // Given back where the call has ended: one that was given up may still be writing what it reads.
        var points = new MetricPoints();
        var isAnswered = await AwsCall.RunAsync(
            "CloudWatch GetMetricData", _options.CallTimeout, _clock, token => ReadAsync(asked.Queries, points, from, before, token), cancellationToken);
        var samples = isAnswered ? Samples(points, asked.Queries.Length) : [];
        points.Dispose();
        if (!isAnswered)
        {
            var delay = _throttle.OnThrottled(_clock.GetUtcNow());
            LogThrottled(asked.Queries.Length, delay);
            return new MetricQueryResult.Throttled(delay);
        }

        _throttle.OnAnswered();
        return new MetricQueryResult.Delivered(asked.Spread(samples));
    }

    public void Dispose() => _client.Dispose();

    // False where it was throttled: what was read before counts for nothing, or a feed would take half an answer for a whole one.
    private async Task<bool> ReadAsync(ImmutableArray<MetricQuery> queries, MetricPoints points, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var call = new GetMetricsCall(_options, queries, points);
        var metrics = queries.Length * _metricsPerQuery;
        for (var first = 0; first < metrics; first += GetMetricsCall.MaxMetrics)
        {
            var page = new GetMetricsCall.Page(first, Math.Min(GetMetricsCall.MaxMetrics, metrics - first), from, before, null);
            for (var pages = 1; ; pages++)
            {
                GetMetricsCall.PageEnd end;
                try
                {
                    end = await _client.CallAsync(call.Operation(), page, cancellationToken);
                }
                catch (AmazonServiceException e) when (AwsFaults.IsThrottled(e))
                {
                    return false;
                }

                if (end.Failed > 0 || end.Refused > 0)
                {
                    LogUnknown(end.Failed, page.Count, end.Refused);
                }

                if (string.IsNullOrEmpty(end.NextToken))
                {
                    break;
                }

                if (pages == MaxPages || end.NextToken == page.NextToken)
                {
                    // What has not been read is unknown; the next poll asks again.
                    LogTooManyPages(pages, page.Count);
                    break;
                }

                page = page with { NextToken = end.NextToken };
            }
        }

        return true;
    }

    private ImmutableArray<ImmutableArray<DemandSample>> Samples(MetricPoints points, int queries)
    {
        var samples = ImmutableArray.CreateBuilder<ImmutableArray<DemandSample>>(queries);
        var rest = points.Sorted();
        for (var query = 0; query < queries; query++)
        {
            var demand = Take(ref rest, query * _metricsPerQuery);
            var arrivals = _metricsPerQuery > 1 ? Take(ref rest, (query * _metricsPerQuery) + 1) : default;
            samples.Add(Samples(demand, arrivals));
        }

        return samples.MoveToImmutable();
    }

    private static ReadOnlySpan<MetricPoints.Point> Take(ref ReadOnlySpan<MetricPoints.Point> rest, int metric)
    {
        var count = 0;
        while (count < rest.Length && rest[count].Metric == metric)
        {
            count++;
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private ImmutableArray<DemandSample> Samples(ReadOnlySpan<MetricPoints.Point> demand, ReadOnlySpan<MetricPoints.Point> arrivals)
    {
        var periods = 0;
        for (var i = 0; i < demand.Length; i++)
        {
            periods += IsFirstOfItsTime(demand, i) ? 1 : 0;
        }

        if (periods == 0)
        {
            return [];
        }

        var samples = ImmutableArray.CreateBuilder<DemandSample>(periods);
        var next = 0;
        for (var i = 0; i < demand.Length; i++)
        {
            if (!IsFirstOfItsTime(demand, i))
            {
                continue;
            }

            while (next < arrivals.Length && arrivals[next].StartTicks < demand[i].StartTicks)
            {
                next++;
            }

            var concurrency = _options.Statistic == DemandStatistic.SumPerSecond ? demand[i].Value / _options.Period.TotalSeconds : demand[i].Value;
            var arrived = next < arrivals.Length && arrivals[next].StartTicks == demand[i].StartTicks ? arrivals[next].Value / _options.Period.TotalSeconds : (double?)null;
            samples.Add(new DemandSample(new DateTimeOffset(demand[i].StartTicks, TimeSpan.Zero), concurrency, arrived));
        }

        return samples.MoveToImmutable();
    }

    private static bool IsFirstOfItsTime(ReadOnlySpan<MetricPoints.Point> points, int i) => i == 0 || points[i - 1].StartTicks != points[i].StartTicks;

    private DateTimeOffset Floor(DateTimeOffset time) => new(time.UtcTicks / _options.Period.Ticks * _options.Period.Ticks, TimeSpan.Zero);

    [LoggerMessage(LogLevel.Warning, "CloudWatch throttled a query of {QueryCount} components; no feed asks for {Delay}.")]
    private partial void LogThrottled(int queryCount, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning, "CloudWatch could not read {FailedCount} of {MetricCount} metrics, and {RefusedCount} values are no demand; those periods are unknown.")]
    private partial void LogUnknown(int failedCount, int metricCount, int refusedCount);

    [LoggerMessage(LogLevel.Warning, "CloudWatch had more after {PageCount} pages for {MetricCount} metrics; the rest is unknown until the next poll.")]
    private partial void LogTooManyPages(int pageCount, int metricCount);
}
