using Autoscaler.Cloud.Metrics;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Contracts.Demand;

namespace Autoscaler.Cloud.Simulated.Tests.Metrics;

public sealed class SimulatedMetricSourceTests
{
    [Fact]
    public async Task Query_Idle_PublishesZeroForWholePeriodsOnly()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        cloud.Time.AdvanceSeconds(3);
        cloud.Send(TestCloud.A, TestCloud.Component, TimeSpan.FromSeconds(1));
        cloud.Time.AdvanceSeconds(97);

        var samples = await QueryAsync(cloud, 0, 60);

        Assert.Equal([10, 20, 30, 40, 50], samples.Select(sample => (sample.Start - TestCloud.Start).TotalSeconds));
        Assert.All(samples, sample => Assert.Equal((0d, 0d), (sample.Concurrency, sample.ArrivalsPerSecond)));
    }

    [Fact]
    public async Task Query_EachSample_ComesTenToThirtySecondsAfterItsPeriod()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        cloud.Send(TestCloud.A, TestCloud.Component, TimeSpan.FromSeconds(1));
        var firstSeen = new Dictionary<DateTimeOffset, DateTimeOffset>();
        for (var second = 0; second < 3600; second++)
        {
            cloud.Time.AdvanceSeconds(1);
            foreach (var sample in await QueryAsync(cloud, second - 100, second + 1))
            {
                firstSeen.TryAdd(sample.Start, cloud.Time.GetUtcNow());
            }
        }

        var delays = firstSeen.Select(pair => (pair.Value - pair.Key).TotalSeconds - 10).Order().ToArray();
        Assert.InRange(delays.Length, 356, 360);
        Assert.InRange(delays[0], 10, 12);
        Assert.InRange(delays[^1], 29, 31);
        Assert.InRange(delays.Average(), 19, 22);
    }

    [Fact]
    public async Task Query_MissingShare_NeverComes()
    {
        var cloud = new TestCloud(TestCloud.Exact with { Metrics = new MetricOptions { MissingRatio = 0.1, Retention = TimeSpan.FromHours(24) } });
        cloud.Send(TestCloud.A, TestCloud.Component, TimeSpan.FromSeconds(1));
        cloud.Time.Advance(TimeSpan.FromHours(24));

        var samples = await QueryAsync(cloud, 0, 80_000);

        Assert.InRange(samples.Length, 7100, 7300);
        Assert.Equal(samples, samples.OrderBy(sample => sample.Start));
    }

    [Fact]
    public async Task Query_OlderThanTheRetention_IsForgotten()
    {
        var cloud = new TestCloud(TestCloud.Exact with { Metrics = new MetricOptions { MissingRatio = 0, Retention = TimeSpan.FromMinutes(1) } });
        cloud.Send(TestCloud.A, TestCloud.Component, TimeSpan.FromSeconds(1));
        cloud.Time.AdvanceSeconds(1000);

        var samples = await QueryAsync(cloud, 0, 970);

        Assert.Equal([940, 950, 960], samples.Select(sample => (sample.Start - TestCloud.Start).TotalSeconds));
    }

    [Fact]
    public async Task Query_Blackout_HasNoSamplesOfIt()
    {
        var dark = new MetricBlackout(TestCloud.Start.AddSeconds(20), TestCloud.Start.AddSeconds(50));
        var cloud = new TestCloud(TestCloud.Exact with { Metrics = new MetricOptions { MissingRatio = 0, Blackouts = [dark] } });
        cloud.Send(TestCloud.A, TestCloud.Component, TimeSpan.FromSeconds(1));
        cloud.Time.AdvanceSeconds(200);

        Assert.Equal([0, 10, 50, 60], (await QueryAsync(cloud, 0, 70)).Select(sample => (sample.Start - TestCloud.Start).TotalSeconds));
    }

    [Fact]
    public async Task Query_NoCopies_TellsTheQueue()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        cloud.Send(TestCloud.A, TestCloud.Component, TimeSpan.FromSeconds(1), new RateStep(TimeSpan.Zero, 2));
        cloud.Time.AdvanceSeconds(100);

        var samples = await QueryAsync(cloud, 0, 20);

        Assert.Equal([10d, 30d], samples.Select(sample => sample.Concurrency));
        Assert.Equal([2d, 2d], samples.Select(sample => sample.ArrivalsPerSecond!.Value));
    }

    [Fact]
    public async Task Query_UnknownOrRetiredComponent_HasNoNewSamples()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        cloud.Send(TestCloud.A, TestCloud.Component, TimeSpan.FromSeconds(1));
        cloud.Time.AdvanceSeconds(100);
        cloud.Cloud.RetireTraffic(TestCloud.A, TestCloud.Component.Name);
        cloud.Time.AdvanceSeconds(100);

        Assert.Empty(await QueryAsync(cloud, 100, 200));
        Assert.Equal(10, (await QueryAsync(cloud, 0, 100)).Length);
        var unknown = await cloud.Ports.Metrics.QueryAsync([new(TestCloud.B, TestCloud.Component.Name)], TestCloud.Start, cloud.Time.GetUtcNow(), default);
        Assert.Empty(Assert.Single(Assert.IsType<MetricQueryResult.Delivered>(unknown).Samples));
    }

    [Fact]
    public async Task Query_ThrottledShare_DeliversNothingThen()
    {
        var cloud = new TestCloud(TestCloud.Exact with { Instances = new InstanceOptions { ThrottledCallRatio = 0.3 } });
        var throttled = 0;
        for (var i = 0; i < 1000; i++)
        {
            throttled += await cloud.Ports.Metrics.QueryAsync([], TestCloud.Start, TestCloud.Start, default) is MetricQueryResult.Throttled ? 1 : 0;
        }

        Assert.InRange(throttled, 250, 350);
    }

    private static async Task<ImmutableArray<DemandSample>> QueryAsync(TestCloud cloud, double from, double before)
    {
        var result = await cloud.Ports.Metrics.QueryAsync(
            [new(TestCloud.A, TestCloud.Component.Name)],
            TestCloud.Start.AddSeconds(from),
            TestCloud.Start.AddSeconds(before),
            default);
        return Assert.IsType<MetricQueryResult.Delivered>(result).Samples[0];
    }
}
