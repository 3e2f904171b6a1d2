namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>
/// Which metrics of CloudWatch tell the demand of components. A component's metric is named by <see cref="Namespace"/>, <see cref="DemandMetric"/>, and three dimensions
/// with the tenant, the endpoint's name and the component's name as values, and no others: CloudWatch takes a metric with one dimension more for another metric.
/// </summary>
public sealed record AwsMetricOptions
{
    /// <summary>The namespace, 1 to 255 characters, not beginning with <c>AWS/</c> where instances publish. Default <c>Autoscaler</c>.</summary>
    public string Namespace { get; init; } = "Autoscaler";

    /// <summary>The metric of demand, 1 to 255 characters. Default <c>RequestSeconds</c>: a request that is in flight or queued for a second counts 1.</summary>
    public string DemandMetric { get; init; } = "RequestSeconds";

    /// <summary>
    /// The metric of new requests, a count whose sum is taken; null, the default, asks for none: it costs as much to watch as the demand itself, and where it is not known
    /// decisions go by concurrency alone.
    /// </summary>
    public string? ArrivalsMetric { get; init; }

    /// <summary>How concurrency comes out of the metric's values. Default <see cref="DemandStatistic.SumPerSecond"/>.</summary>
    public DemandStatistic Statistic { get; init; } = DemandStatistic.SumPerSecond;

    /// <summary>The dimension that holds the tenant, 1 to 255 characters. Default <c>Tenant</c>.</summary>
    public string TenantDimension { get; init; } = "Tenant";

    /// <summary>The dimension that holds the endpoint's name. Default <c>Endpoint</c>.</summary>
    public string EndpointDimension { get; init; } = "Endpoint";

    /// <summary>The dimension that holds the component's name. Default <c>Component</c>.</summary>
    public string ComponentDimension { get; init; } = "Component";

    /// <summary>The length of a sample: 1, 5, 10, 20 or 30 s, or whole minutes up to 5; below a minute only for metrics published at high resolution. Default 10 s.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long after its end a period is left to settle before it is read, 0 s to 2 min. Read sooner, it may lack what some instances have not published yet, and a sum that
    /// lacks a part looks like less demand. Each second is a second later that a spike is seen. Default 5 s.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a query may take, its pages and retries together; 1 s to 1 min. Ticks wait for it, so less than the time between two. Default 8 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long no query is made after one was throttled; doubles with each in a row, up to sixteen times; 1 s to 5 min. Default 10 s.</summary>
    public TimeSpan ThrottleDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Time between two publications of what an instance saw, 1 s to 1 min; at most <see cref="Period"/>. A call costs $0.01 per 1,000: $5.18 a month at the default of 5 s.
    /// </summary>
    public TimeSpan PublishPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with them; empty where nothing is.</summary>
    public ImmutableArray<string> Check()
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        Text(nameof(Namespace), Namespace);
        Text(nameof(DemandMetric), DemandMetric);
        Text(nameof(TenantDimension), TenantDimension);
        Text(nameof(EndpointDimension), EndpointDimension);
        Text(nameof(ComponentDimension), ComponentDimension);
        if (ArrivalsMetric is not null)
        {
            Text(nameof(ArrivalsMetric), ArrivalsMetric);
            Require(ArrivalsMetric != DemandMetric, $"ArrivalsMetric must be another metric than DemandMetric; found '{ArrivalsMetric}' twice.");
        }

        string[] dimensions = [TenantDimension, EndpointDimension, ComponentDimension];
        Require(
            dimensions.Distinct(StringComparer.Ordinal).Count() == dimensions.Length,
            $"TenantDimension, EndpointDimension and ComponentDimension must be three names; found {string.Join(", ", dimensions)}.");
        Require(Enum.IsDefined(Statistic), $"Statistic must be SumPerSecond, Average or Maximum; found {Statistic}.");
        Require(IsPeriod(Period), $"Period must be 1, 5, 10, 20 or 30 s, or whole minutes up to 5; found {Period:c}.");
        Between(nameof(SettleTime), SettleTime, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Between(nameof(CallTimeout), CallTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Between(nameof(ThrottleDelay), ThrottleDelay, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Between(nameof(PublishPeriod), PublishPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Require(PublishPeriod <= Period, $"PublishPeriod must be at most Period; found {PublishPeriod:c} and {Period:c}.");
        return errors.ToImmutable();

        void Text(string name, string value) => Require(value is { Length: > 0 and <= 255 }, $"{name} must be 1 to 255 characters; found {value?.Length ?? 0}.");

        void Between(string name, TimeSpan value, TimeSpan least, TimeSpan most) =>
            Require(value >= least && value <= most, $"{name} must be between {least:c} and {most:c}; found {value:c}.");

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add($"Aws.Metrics: {error}");
            }
        }
    }

    private static bool IsPeriod(TimeSpan period) =>
        period.TotalSeconds is 1 or 5 or 10 or 20 or 30 || (period > TimeSpan.Zero && period <= TimeSpan.FromMinutes(5) && period.Ticks % TimeSpan.TicksPerMinute == 0);
}
