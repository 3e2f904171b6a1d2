using Amazon.Runtime;
using Autoscaler.Cloud.Aws;
using Autoscaler.Cloud.Aws.CloudWatch;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Simulation.Benchmarks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.Cli.Benchmarks;

/// <summary>Asks a server in this process, over its network, for the metrics of a fleet, as CloudWatch is asked: signed, over HTTP, in its JSON.</summary>
internal static class MetricsBenchmark
{
    private const int QueriesPerCall = 500;
    private const int WarmUps = 5;
    private const int Ticks = 15;

    private static readonly TimeSpan Lookback = TimeSpan.FromSeconds(150);

    /// <summary>Runs it.</summary>
    public static async Task<MetricsBenchmarkReport> RunAsync(int endpoints, Action<double> progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        var queries = Enumerable.Range(0, endpoints)
            .Select(static i => new MetricQuery(EndpointId.Parse($"tenant-{i % 100:D2}/endpoint-{i:D6}"), new ComponentName("chat")))
            .Order(Comparer<MetricQuery>.Create(static (left, right) => left.Endpoint.CompareTo(right.Endpoint)))
            .Chunk(QueriesPerCall)
            .Select(static chunk => chunk.ToImmutableArray())
            .ToArray();
        using var server = new LoopbackCloudWatch();
        await using var services = ServicesFor(server.Address);
        var source = services.GetRequiredService<IMetricSource>();
        for (var i = 0; i < WarmUps; i++)
        {
            await TickAsync(source, queries, clock, cancellationToken);
        }

        var (calls, took) = (server.CallCount, new double[Ticks]);
        var (allocated, byServer) = (GC.GetTotalAllocatedBytes(precise: true), server.AllocatedBytes);
        for (var i = 0; i < Ticks; i++)
        {
            var startedAt = clock.GetTimestamp();
            await TickAsync(source, queries, clock, cancellationToken);
            took[i] = clock.GetElapsedTime(startedAt).TotalSeconds;
            progress((i + 1.0) / (Ticks + 1));
        }

        var byClient = GC.GetTotalAllocatedBytes(precise: true) - allocated - (server.AllocatedBytes - byServer);
        var callsPerTick = (server.CallCount - calls) / Ticks;
        var (atEveryTick, adaptive, alwaysUsed) = WatchingCost.OfSampleTraffic(endpoints);
        progress(1);
        return new MetricsBenchmarkReport(
            endpoints,
            callsPerTick,
            took.Order().ElementAt(Ticks / 2),
            Math.Round(byClient / (double)Ticks / endpoints, 1),
            new MonthlyMetricUsd(atEveryTick, adaptive, alwaysUsed),
            Environment.ProcessorCount);
    }

    private static ServiceProvider ServicesFor(Uri server) => new ServiceCollection()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddAwsMetrics(
            new AwsOptions { Region = "us-east-1", EndpointUrl = server },
            new AwsMetricOptions { SettleTime = TimeSpan.Zero, CallTimeout = TimeSpan.FromMinutes(1) },
            new BasicAWSCredentials("benchmark", "benchmark"))
        .BuildServiceProvider();

    private static async Task TickAsync(IMetricSource source, ImmutableArray<MetricQuery>[] queries, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = new DateTimeOffset(now.UtcTicks / source.Period.Ticks * source.Period.Ticks, TimeSpan.Zero);
        var answers = await Task.WhenAll(queries.Select(batch => source.QueryAsync(batch, before - Lookback, before, cancellationToken)));
        foreach (var answer in answers)
        {
            if (answer is not MetricQueryResult.Delivered delivered || delivered.Samples.Any(samples => samples.Length != (int)(Lookback / source.Period)))
            {
                throw new InvalidOperationException($"A query was not answered whole: {answer}.");
            }
        }
    }
}
