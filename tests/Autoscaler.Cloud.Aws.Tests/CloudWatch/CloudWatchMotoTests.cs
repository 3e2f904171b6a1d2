using Autoscaler.Cloud.Aws.CloudWatch;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Contracts.Demand;

namespace Autoscaler.Cloud.Aws.Tests.CloudWatch;

/// <summary>
/// Against moto, where it is right. Where it is not, <see cref="CloudWatchMetricSourceTests"/> has the case: it ignores the namespace of metrics with dimensions; has no
/// pages; takes a period of 7 s and more than 500 queries; fails on percentiles; and counts periods from the start that is asked for, so that only aligned starts give
/// aligned periods.
/// </summary>
[Collection(MotoCollectionDefinition.Name)]
public sealed class CloudWatchMotoTests(MotoServer moto)
{
    [MotoFact]
    public async Task Publish_ThenQuery_GivesTheSamplesBack_OfEachComponentItsOwn()
    {
        await moto.ResetAsync(CancellationToken.None);
        var options = new AwsMetricOptions { ArrivalsMetric = "Arrivals", CallTimeout = TimeSpan.FromMinutes(1) };
        var endpoint = EndpointId.Parse("cloudwatch/chat");
        var start = new DateTimeOffset((TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(5)).UtcTicks / (60 * TimeSpan.TicksPerSecond) * 60 * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var clock = new StillTime(start);
        using var publisher = new DemandPublisher(TestAws.To(moto.Address), options, endpoint, clock, new LogLines<DemandPublisher>());
        for (var i = 0; i < 30; i++)
        {
            clock.Now = start.AddSeconds(i + 1);
            publisher.Record(new("a"), i < 10 ? 4 : 6, 2, TimeSpan.FromSeconds(1));
            publisher.Record(new("b"), 0, 0, TimeSpan.FromSeconds(1));
        }

        Assert.Equal(new PublishResult(120, 0, 0), await publisher.PublishAsync(CancellationToken.None));
        clock.Now = start.AddMinutes(2);
        using var source = new CloudWatchMetricSource(TestAws.To(moto.Address), options, clock, new LogLines<CloudWatchMetricSource>());
        var result = await source.QueryAsync(
            [new(endpoint, new("a")), new(endpoint, new("b")), new(endpoint, new("c"))], start.AddSeconds(7), start.AddMinutes(1), CancellationToken.None);

        var samples = Assert.IsType<MetricQueryResult.Delivered>(result).Samples;
        Assert.Equal<DemandSample>([new(start, 4, 2), new(start.AddSeconds(10), 6, 2), new(start.AddSeconds(20), 6, 2)], samples[0]);
        Assert.Equal<DemandSample>([new(start, 0, 0), new(start.AddSeconds(10), 0, 0), new(start.AddSeconds(20), 0, 0)], samples[1]);
        Assert.Empty(samples[2]);
    }
}
