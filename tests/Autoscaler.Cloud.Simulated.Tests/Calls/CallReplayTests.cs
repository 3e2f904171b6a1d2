using System.Globalization;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Calls;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Tests.Calls;

public sealed class CallReplayTests
{
    private static readonly InstancePool OtherPool = new(TestCloud.Type, new ZoneName("us-east-1b"));

    // Chance in everything that lasts, few places, and answers at once.
    private static readonly SimulatedCloudOptions Options = new()
    {
        Seed = 11,
        Latency = LatencyOptions.None,
        Capacity = new CapacityOptions { Pools = [new PoolLimit(TestCloud.Pool, 3)] },
    };

    private readonly ListCloudLog _log = new();
    private readonly ManualTime _time = new(TestCloud.Start);
    private readonly List<InstanceId> _instances = [];
    private readonly List<CopyId> _copies = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Read_AfterAnyCall_IsTheCloudThatWas(int seed)
    {
        var random = new Random(seed);
        var cloud = new SimulatedCloud(Options, _time, _log);
        for (var step = 0; step < 150; step++)
        {
            await DoAsync(cloud.PortsFor(_time), random, step);
            _time.Advance(TimeSpan.FromSeconds(random.Next(0, 240)));
            if (step % 10 == 0)
            {
                var again = new SimulatedCloud(Options, _time, _log);
                Assert.Equal(await TextAsync(cloud), await TextAsync(again));

                // It goes on as the one that it was.
                cloud = again;
            }
        }

        Assert.NotEmpty(cloud.ReadLive(null));
    }

    [Fact]
    public async Task Launch_ThatWasAnswered_IsAnsweredAgainAndLaunchesNothing()
    {
        var first = await new SimulatedCloud(Options, _time, _log).PortsFor(_time).Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default);
        _time.Advance(TimeSpan.FromMinutes(20));
        var again = new SimulatedCloud(Options, _time, _log);

        var answer = await again.PortsFor(_time).Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default);

        Assert.Equal(((LaunchResult.Accepted)first).Instance, Assert.IsType<LaunchResult.Accepted>(answer).Instance);
        Assert.Single(again.ReadLive(TestCloud.A));
        Assert.Single(_log.Read());
    }

    [Fact]
    public async Task Undrain_OfACopyWithRequests_LeavesItReady()
    {
        var cloud = new SimulatedCloud(TestCloud.Exact, _time, _log);
        var ports = cloud.PortsFor(_time);
        var instance = ((LaunchResult.Accepted)await ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default)).Instance;
        var copy = new CopyId(TestCloud.Component.Name, 1);
        await ports.Hosts.StartAsync(instance, CopyOrder.For(TestCloud.A, TestCloud.Component, copy, StartupMechanism.Registry, _time.GetUtcNow()), default);
        _time.Advance(TimeSpan.FromMinutes(30));
        cloud.RegisterTraffic(TestCloud.A, TestCloud.Component, new TrafficSource.Rates(_time.GetUtcNow(), [new RateStep(TimeSpan.Zero, 1)], TimeSpan.FromMinutes(10)));
        _time.Advance(TimeSpan.FromMinutes(20));
        await ports.Hosts.DrainAsync(instance, copy, default);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await ports.Hosts.UndrainAsync(instance, copy, default));

        var again = await new SimulatedCloud(TestCloud.Exact, _time, _log).PortsFor(_time).Hosts.DescribeAsync(instance, default);

        Assert.Equal(CopyPhase.Ready, Assert.Single(again!.Copies).Phase);
    }

    [Fact]
    public async Task Append_Fails_TheCallIsNotAnsweredUntilItIsWritten()
    {
        var ports = new SimulatedCloud(Options, _time, _log).PortsFor(_time);
        _log.Fault = new IOException("full");

        await Assert.ThrowsAsync<IOException>(() => ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default));
        await Assert.ThrowsAsync<IOException>(() => ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default));
        Assert.Empty(_log.Read());
        _log.Fault = null;
        var answer = await ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default);

        Assert.Equal(Assert.IsType<LaunchResult.Accepted>(answer), Assert.IsType<CloudCall.Launch>(Assert.Single(_log.Read()).Call).Answer);
    }

    [Fact]
    public async Task Read_WhatIsGoneForMoreThanADay_IsForgotten()
    {
        var ports = new SimulatedCloud(Options, _time, _log).PortsFor(_time);
        await ports.Snapshots.BuildAsync(TestCloud.Build(TestCloud.A), default);
        var gone = ((LaunchResult.Accepted)await ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default)).Instance;
        await ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 1), default);
        _time.Advance(TimeSpan.FromHours(1));
        await ports.Instances.TerminateAsync(gone, default);
        await ports.Snapshots.DeleteAsync(TestCloud.Build(TestCloud.A), default);

        _time.Advance(TimeSpan.FromHours(23.9));
        _ = new SimulatedCloud(Options, _time, _log);
        Assert.Equal(5, _log.Read().Length);
        _time.Advance(TimeSpan.FromHours(0.2));
        _ = new SimulatedCloud(Options, _time, _log);

        // The build may be the one that the instance which is still there has booted from.
        Assert.Equal(["Build", "Launch", "DeleteBuild"], _log.Read().Select(static kept => kept.Call.GetType().Name));
    }

    private async Task DoAsync(SimulatedPorts ports, Random random, int step)
    {
        var (instance, copy) = (_instances.Count > 0 ? _instances[random.Next(_instances.Count)] : default, _copies.Count > 0 ? _copies[random.Next(_copies.Count)] : default);
        switch (random.Next(_instances.Count == 0 ? 1 : 8))
        {
            case 0:
                var request = TestCloud.Request(TestCloud.A, step) with { Pools = [TestCloud.Pool, OtherPool], Images = await ImagesAsync(ports) };
                _instances.Add(Assert.IsType<LaunchResult.Accepted>(await ports.Instances.LaunchAsync(request, default)).Instance);
                break;
            case 1 or 2:
                _copies.Add(new CopyId(TestCloud.Component.Name, step + 1));
                await ports.Hosts.StartAsync(instance, CopyOrder.For(TestCloud.A, TestCloud.Component, _copies[^1], StartupMechanism.RegistryLazy, _time.GetUtcNow()), default);
                break;
            case 3:
                await ports.Hosts.DrainAsync(instance, copy, default);
                break;
            case 4:
                await ports.Hosts.StopAsync(instance, copy, default);
                break;
            case 5:
                await ports.Instances.TerminateAsync(instance, default);
                _instances.Remove(instance);
                break;
            case 6:
                await ports.Snapshots.BuildAsync(TestCloud.Build(TestCloud.A), default);
                break;
            default:
                await ports.Snapshots.DeleteAsync(random.Next(3) == 0 ? TestCloud.Build(TestCloud.A) : TestCloud.Build(TestCloud.B), default);
                break;
        }
    }

    private static async Task<ImmutableArray<ImageSource>> ImagesAsync(SimulatedPorts ports) =>
        await ports.Snapshots.DescribeAsync(TestCloud.Build(TestCloud.A), default) is BuildStatus.Ready ready
            ? [TestCloud.Restored(StartupMechanism.SnapshotRate, ready.Snapshot)]
            : [];

    private async Task<string> TextAsync(SimulatedCloud cloud)
    {
        var ports = cloud.PortsFor(_time);
        var lines = new List<string>();
        lines.AddRange(cloud.ReadLive(null).Select(static live => live.ToString()));
        lines.AddRange(cloud.ReadHeldBytes().Select(static held => held.ToString()));
        lines.Add((await ports.Snapshots.DescribeAsync(TestCloud.Build(TestCloud.A), default)).ToString());
        foreach (var instance in _instances)
        {
            lines.Add((await ports.Instances.DescribeAsync(instance, default)).ToString());
            var host = await ports.Hosts.DescribeAsync(instance, default);
            lines.Add(host is null ? "not heard" : string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', host.Disk.Images)} {string.Join(',', host.Disk.Weights)}"));
            lines.AddRange(host?.Copies.Select(static copy => $"{copy.Id} {copy.Phase} {copy.PhaseEnteredAt:O} {copy.ReadyAt:O} {copy.Timeline.Length}") ?? []);
        }

        return string.Join('\n', lines);
    }
}
