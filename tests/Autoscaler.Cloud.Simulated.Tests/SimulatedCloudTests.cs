using System.Text;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Tests;

public sealed class SimulatedCloudTests
{
    private static readonly SimulatedCloudOptions Rough = new()
    {
        Capacity = new CapacityOptions { OutagesPerDay = 20 },
        Latency = LatencyOptions.None,
        Instances = new InstanceOptions { BootFailureRatio = 0.05, LossesPerHour = 0.1 },
        Hosts = new HostOptions { FailingCopyRatio = 0.05, CrashesPerHour = 0.2 },
        Snapshots = new SnapshotOptions { BuildFailureRatio = 0.1 },
        Metrics = new MetricOptions { NoiseRatio = 0.05 },
    };

    [Fact]
    public async Task Run_SameSeed_SameWorldAndOtherSeedAnother()
    {
        var first = await StoryAsync(Rough with { Seed = 7 }, 20, stepSeconds: 30);

        Assert.Equal(first, await StoryAsync(Rough with { Seed = 7 }, 20, stepSeconds: 30));
        Assert.NotEqual(first, await StoryAsync(Rough with { Seed = 8 }, 20, stepSeconds: 30));
    }

    [Fact]
    public async Task Run_LookedAtMoreOften_IsTheSameWorld() =>
        Assert.Equal(await StoryAsync(Rough, 20, stepSeconds: 600), await StoryAsync(Rough, 20, stepSeconds: 7.5));

    [Fact]
    public async Task Run_OneLaunchMore_LeavesTheOthersAsTheyWere()
    {
        var fewer = new TestCloud(Rough);
        var more = new TestCloud(Rough);
        await ServeAllAsync(fewer, TestCloud.A, 5);
        await more.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.B, 0), default);
        await ServeAllAsync(more, TestCloud.A, 5);
        fewer.Time.Advance(TimeSpan.FromHours(3));
        more.Time.Advance(TimeSpan.FromHours(3));

        Assert.Equal(fewer.Cloud.ReadCopyStarts(), more.Cloud.ReadCopyStarts().AsEnumerable());
    }

    [Fact]
    public async Task Call_FromManyThreads_LosesNothing()
    {
        const int Launches = 900;
        var cloud = new TestCloud(TestCloud.Exact);

        await Parallel.ForAsync(0, Launches, async (slot, cancellation) =>
        {
            var result = await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, slot), cancellation);
            await cloud.Ports.Hosts.DescribeAsync(Assert.IsType<LaunchResult.Accepted>(result).Instance, cancellation);
        });

        Assert.Equal(Launches, cloud.Cloud.ReadLive(TestCloud.A).Length);
        Assert.Equal(Launches, cloud.Cloud.ReadCosts(null).Launches);
    }

    [Fact]
    public void Create_WrongOptions_TellsAllErrorsAtOnce()
    {
        var wrong = new SimulatedCloudOptions
        {
            Latency = new LatencyOptions { Launch = TimeSpan.FromSeconds(-1) },
            Instances = new InstanceOptions { BootFailureRatio = 1.5 },
            Metrics = new MetricOptions { MinDelay = TimeSpan.FromSeconds(40) },
            Prices = new PriceOptions { Builder = new UsdPerHour(-1) },
            Capacity = new CapacityOptions { Pools = [new PoolLimit(new InstancePool(TestCloud.Type, TestCloud.Pool.Zone), -1)] },
        };

        Assert.Equal(5, wrong.Validate().Length);
        var error = Assert.Throws<ArgumentException>(() => new SimulatedCloud(wrong, new ManualTime(TestCloud.Start)));
        Assert.Contains("BootFailureRatio", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxDelay", error.Message, StringComparison.Ordinal);
        Assert.Empty(new SimulatedCloudOptions().Validate());
    }

    [Fact]
    public void Defaults_OfOptions_ArePinned()
    {
        var options = new SimulatedCloudOptions();

        Assert.Equal((1.5, 0.1, 0.05, 0.3, 0.2), (
            options.Latency.Launch.TotalSeconds,
            options.Latency.Instance.TotalSeconds,
            options.Latency.Host.TotalSeconds,
            options.Latency.Snapshot.TotalSeconds,
            options.Latency.Metric.TotalSeconds));
        Assert.Equal(1UL, options.Seed);
        Assert.Equal((1000, 0d, 30d), (options.Capacity.InstancesPerPool, options.Capacity.OutagesPerDay, options.Capacity.MeanOutage.TotalMinutes));
        Assert.Equal((0.15, 0d, 0d, 30d, 5d), (
            options.Instances.BootSpread,
            options.Instances.BootFailureRatio,
            options.Instances.LossesPerHour,
            options.Instances.TerminationTime.TotalSeconds,
            options.Instances.VolumeDeletionTime.TotalSeconds));
        Assert.Equal((0.08, 0d, 0d), (options.Hosts.RateSpread, options.Hosts.FailingCopyRatio, options.Hosts.CrashesPerHour));
        Assert.Equal((40d, 100e6, 200e6, 0.1, 0d), (
            options.Snapshots.BuilderBootTime.TotalSeconds,
            options.Snapshots.PullBytesPerSecond,
            options.Snapshots.SnapshotBytesPerSecond,
            options.Snapshots.BuildSpread,
            options.Snapshots.BuildFailureRatio));
        Assert.Equal((10d, 10d, 30d, 0.005, 3d), (
            options.Metrics.Period.TotalSeconds,
            options.Metrics.MinDelay.TotalSeconds,
            options.Metrics.MaxDelay.TotalSeconds,
            options.Metrics.MissingRatio,
            options.Metrics.Retention.TotalHours));
        Assert.Equal((0.20m, 0.05m, 0.0036m, 0.75m), (
            options.Prices.Builder.Value,
            options.Prices.SnapshotUsdPerGigabyteMonth,
            options.Prices.InitializationUsdPerGigabyte,
            options.Prices.FastRestore.Value));
    }

    [Fact]
    public void RegisterTraffic_TwiceOutOfOrderOrInThePast_Throws()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        Assert.Throws<ArgumentException>(() => cloud.Send(
            TestCloud.A,
            TestCloud.Component,
            TimeSpan.FromSeconds(1),
            new RateStep(TimeSpan.FromSeconds(2), 1),
            new RateStep(TimeSpan.FromSeconds(1), 1)));
        Assert.Throws<ArgumentException>(() => cloud.Cloud.RegisterTraffic(
            TestCloud.A,
            TestCloud.Component,
            new TrafficSource.Requests(TestCloud.Start.AddSeconds(-1), [], new TokenServiceTime())));

        cloud.Send(TestCloud.A, TestCloud.Component, TimeSpan.FromSeconds(1));
        Assert.Throws<InvalidOperationException>(() => cloud.Send(TestCloud.A, TestCloud.Component, TimeSpan.FromSeconds(1)));
    }

    /// <summary>Serves seeded requests and rates on several instances for six hours, looked at every few seconds, and tells all of it.</summary>
    private static async Task<string> StoryAsync(SimulatedCloudOptions options, int instances, double stepSeconds)
    {
        var cloud = new TestCloud(options);
        await cloud.Ports.Snapshots.BuildAsync(TestCloud.Build(TestCloud.A), default);
        cloud.Send(TestCloud.B, TestCloud.Component, TimeSpan.FromSeconds(3), new RateStep(TimeSpan.Zero, 3), new RateStep(TimeSpan.FromHours(1), 9));
        cloud.Cloud.RegisterTraffic(TestCloud.A, TestCloud.Component, new TrafficSource.Requests(
            TestCloud.Start,
            [.. Enumerable.Range(0, 5000).Select(i => new TraceRequest(TimeSpan.FromSeconds(i * 3), 37 * i % 4000, 11 * i % 900))],
            new TokenServiceTime()));
        await ServeAllAsync(cloud, TestCloud.A, instances);
        await ServeAllAsync(cloud, TestCloud.B, instances);
        for (var at = 0d; at < 6 * 3600; at += stepSeconds)
        {
            cloud.Time.AdvanceSeconds(stepSeconds);
            cloud.Cloud.ReadEventCount();
        }

        var story = new StringBuilder();
        story.AppendJoin('\n', cloud.Cloud.ReadCopyStarts()).AppendJoin('\n', cloud.Cloud.ReadLive(null)).AppendJoin('\n', cloud.Cloud.ReadHeldBytes());
        story.AppendJoin('\n', cloud.Cloud.ReadTraffic().Select(Tell));
        return story.Append(decimal.Round(cloud.Cloud.ReadCosts(null).TotalUsd, 9)).ToString();
    }

    // Sums of doubles over more or fewer stretches differ in their last bits.
    private static string Tell(TrafficReading reading)
    {
        var totals = reading.Totals with { Arrived = Math.Round(reading.Totals.Arrived, 6), Done = Math.Round(reading.Totals.Done, 6) };
        return $"{totals} {reading.Ttft} {Math.Round(reading.Provision.UnderProvisionRatio, 9)}";
    }

    private static async Task ServeAllAsync(TestCloud cloud, EndpointId endpoint, int instances)
    {
        for (var i = 0; i < instances; i++)
        {
            if (await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(endpoint, i), default) is not LaunchResult.Accepted accepted)
            {
                continue;
            }

            var copy = new CopyId(TestCloud.Component.Name, i);
            var order = CopyOrder.For(TestCloud.A, TestCloud.Component, copy, StartupMechanism.RegistryParallel, cloud.Time.GetUtcNow());
            await cloud.Ports.Hosts.StartAsync(accepted.Instance, order, default);
        }
    }
}
