using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cloud.Simulated.Tests.Hosts;

public sealed class SimulatedHostTests
{
    private static readonly StartupModel Model = new(StartupRates.Default);

    [Theory]
    [InlineData(StartupMechanism.Registry)]
    [InlineData(StartupMechanism.RegistryParallel)]
    [InlineData(StartupMechanism.RegistryLazy)]
    [InlineData(StartupMechanism.SnapshotLazy)]
    [InlineData(StartupMechanism.SnapshotRate)]
    [InlineData(StartupMechanism.SnapshotFsr)]
    [InlineData(StartupMechanism.Sagemaker)]
    public async Task Start_NewInstanceWithoutChance_TakesWhatTheModelSays(StartupMechanism mechanism)
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var usesSnapshot = mechanism is StartupMechanism.SnapshotLazy or StartupMechanism.SnapshotRate or StartupMechanism.SnapshotFsr;
        SnapshotId? snapshot = usesSnapshot ? await cloud.SnapshotAsync(TestCloud.A) : null;
        if (usesSnapshot)
        {
            await cloud.SetRestoreAsync(TestCloud.A, mechanism);
        }

        var orderedAt = cloud.Time.GetUtcNow();
        var instance = await cloud.LaunchAsync(TestCloud.A, new ImageSource(TestCloud.Image.Digest, mechanism, snapshot) { Build = usesSnapshot ? 1 : null });
        var copy = await cloud.StartAsync(instance, TestCloud.Component, usesSnapshot ? StartupMechanism.Registry : mechanism);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        var status = await cloud.CopyAsync(instance, copy);
        var estimate = Model.Estimate(Query(mechanism, newInstance: true));
        Assert.Equal(estimate.Expected.TotalSeconds, (status.ReadyAt!.Value - orderedAt).TotalSeconds, 0.001);
        foreach (var phase in estimate.Phases)
        {
            var timing = Assert.Single(status.Timeline, timing => timing.Phase == phase.Phase);
            Assert.Equal(phase.Start.TotalSeconds, (timing.StartedAt - orderedAt).TotalSeconds, 0.001);
            Assert.Equal(phase.End.TotalSeconds, (timing.EndedAt - orderedAt).TotalSeconds, 0.001);
        }

        Assert.Equal(status.Timeline.OrderBy(timing => timing.EndedAt), status.Timeline);
        Assert.Equal(TestCloud.Image.Digest, Assert.Single((await cloud.HostAsync(instance)).Disk.Images));
        Assert.Equal(mechanism, Assert.Single(cloud.Cloud.ReadCopyStarts()).Image);
    }

    [Fact]
    public async Task Start_RunningInstanceWithImageAndWeights_TakesStartAndLoadOnly()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var (instance, first) = await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        await cloud.Ports.Hosts.StopAsync(instance, first, default);
        var orderedAt = cloud.Time.GetUtcNow();

        var copy = await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Registry);
        cloud.Time.AdvanceSeconds(600);

        var status = await cloud.CopyAsync(instance, copy);
        Assert.Equal([StartupPhase.Start, StartupPhase.Load], status.Timeline.Select(timing => timing.Phase));
        var expected = Model.Estimate(Query(StartupMechanism.Disk, newInstance: false) with { ImageOnDisk = true, WeightsOnDisk = true }).Expected;
        Assert.Equal(expected.TotalSeconds, (status.ReadyAt!.Value - orderedAt).TotalSeconds, 0.001);
        Assert.Equal(StartupMechanism.Disk, cloud.Cloud.ReadCopyStarts()[1].Image);
    }

    [Fact]
    public async Task Start_TwoCopiesOfOneComponent_ShareOneFetchOfImageAndWeights()
    {
        var one = await ReadyAfterAsync(1);
        var two = await ReadyAfterAsync(2);

        Assert.Equal(one[0], two[0]);
        Assert.Equal(one[0], two[1]);

        static async Task<double[]> ReadyAfterAsync(int copies)
        {
            var cloud = new TestCloud(TestCloud.Exact);
            var request = TestCloud.Request(TestCloud.A, 0) with { Pools = [new(new("g6.12xlarge"), TestCloud.Pool.Zone)] };
            var result = await cloud.Ports.Instances.LaunchAsync(request, default);
            var instance = Assert.IsType<Autoscaler.Cloud.Instances.LaunchResult.Accepted>(result).Instance;
            for (var i = 0; i < copies; i++)
            {
                await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Registry);
            }

            cloud.Time.Advance(TimeSpan.FromHours(1));
            return [.. cloud.Cloud.ReadCopyStarts().Select(start => start.TimeToReady.TotalSeconds)];
        }
    }

    [Fact]
    public async Task Start_TwoComponentsOnOneHost_TransfersShareItAsHostTransfersSays()
    {
        var other = TestCloud.Component with
        {
            Name = new ComponentName("embed"),
            Image = new ImageSpec("registry/embed:1", new ImageDigest("sha256:bb"), ByteCount.FromGigabytes(6)),
            Weights = new WeightsSpec(new WeightsVersion("s3://models/embed@1"), ByteCount.FromGigabytes(2)),
        };
        var cloud = new TestCloud(TestCloud.Exact);
        var type = new InstanceTypeName("g6.12xlarge");
        var request = TestCloud.Request(TestCloud.A, 0) with { Pools = [new(type, TestCloud.Pool.Zone)] };
        var launched = Assert.IsType<Autoscaler.Cloud.Instances.LaunchResult.Accepted>(await cloud.Ports.Instances.LaunchAsync(request, default));
        cloud.Time.AdvanceSeconds(200);
        var first = await cloud.StartAsync(launched.Instance, TestCloud.Component, StartupMechanism.Registry);
        cloud.Time.AdvanceSeconds(30);
        var second = await cloud.StartAsync(launched.Instance, other, StartupMechanism.RegistryParallel);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        var host = new HostTransfers(StartupRates.Default.HostRatesOf(type));
        host.Start(0, TransferKind.Image, TestCloud.Image.CompressedSize, 200);
        host.Start(1, TransferKind.Weights, TestCloud.Weights.Size, 200);
        host.AdvanceTo(230, out _);
        host.Start(2, TransferKind.ImageParallel, other.Image.CompressedSize, 230);
        host.Start(3, TransferKind.Weights, other.Weights!.Size, 230);
        var ends = new double[4];
        while (host.NextCompletionSeconds is { } next && host.AdvanceTo(next, out var ended))
        {
            ends[ended.Key] = ended.CompletedAtSeconds;
        }

        Assert.Equal(ends[0], await EndAsync(first, StartupPhase.Image), 0.001);
        Assert.Equal(ends[1], await EndAsync(first, StartupPhase.Weights), 0.001);
        Assert.Equal(ends[2], await EndAsync(second, StartupPhase.Image), 0.001);
        Assert.Equal(ends[3], await EndAsync(second, StartupPhase.Weights), 0.001);

        async Task<double> EndAsync(CopyId copy, StartupPhase phase) =>
            (Assert.Single((await cloud.CopyAsync(launched.Instance, copy)).Timeline, timing => timing.Phase == phase).EndedAt - TestCloud.Start).TotalSeconds;
    }

    [Fact]
    public async Task Start_OrderWithoutAPullAndImageMissing_PullsFromTheRegistry()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var instance = await cloud.LaunchAsync(TestCloud.A);
        await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Disk);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(StartupMechanism.Registry, Assert.Single(cloud.Cloud.ReadCopyStarts()).Image);
    }

    [Fact]
    public async Task Start_InstanceFull_WaitsUntilTheFirstCopyStops()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var (instance, first) = await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        var second = await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Registry);
        cloud.Time.AdvanceSeconds(600);
        Assert.Equal(CopyPhase.Ordered, (await cloud.CopyAsync(instance, second)).Phase);

        await cloud.Ports.Hosts.DrainAsync(instance, first, default);
        Assert.Equal(CopyPhase.Starting, (await cloud.CopyAsync(instance, second)).Phase);
        cloud.Time.AdvanceSeconds(600);

        Assert.Equal(CopyPhase.Ready, (await cloud.CopyAsync(instance, second)).Phase);
        Assert.False(await cloud.Ports.Hosts.UndrainAsync(instance, first, default));
    }

    [Fact]
    public async Task Start_SameOrderTwice_DoesNothingTheSecondTime()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var instance = await cloud.LaunchAsync(TestCloud.A);
        var order = CopyOrder.For(TestCloud.A, TestCloud.Component, new CopyId(TestCloud.Component.Name, 1), StartupMechanism.Registry, TestCloud.Start);
        await cloud.Ports.Hosts.StartAsync(instance, order, default);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(CopyOrderResult.Accepted, await cloud.Ports.Hosts.StartAsync(instance, order, default));
        Assert.Single((await cloud.HostAsync(instance)).Copies);
        Assert.Equal(CopyOrderResult.NotItsEndpoint, await cloud.Ports.Hosts.StartAsync(instance, order with { Endpoint = TestCloud.B }, default));
        await cloud.Ports.Instances.TerminateAsync(instance, default);
        Assert.Equal(CopyOrderResult.InstanceGone, await cloud.Ports.Hosts.StartAsync(instance, order, default));
    }

    [Fact]
    public async Task Start_ComponentThatFails_FailsAfterLoadAndFreesItsAccelerator()
    {
        var failing = new HostOptions { RateSpread = 0, FailingComponents = [new FailingComponent(TestCloud.A, TestCloud.Component.Name)] };
        var cloud = new TestCloud(TestCloud.Exact with { Hosts = failing });
        var instance = await cloud.LaunchAsync(TestCloud.A);
        var first = await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Registry);
        var second = await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Registry);
        cloud.Time.Advance(TimeSpan.FromHours(2));

        var status = await cloud.CopyAsync(instance, first);
        Assert.Equal(CopyPhase.Failed, status.Phase);
        Assert.NotNull(status.Failure);
        Assert.Null(status.ReadyAt);
        Assert.Equal(CopyPhase.Failed, (await cloud.CopyAsync(instance, second)).Phase);
        Assert.Empty(cloud.Cloud.ReadCopyStarts());
    }

    [Fact]
    public async Task Crash_ReadyCopiesByTheHour_FailAboutAsOften()
    {
        var cloud = new TestCloud(TestCloud.Exact with { Hosts = new HostOptions { CrashesPerHour = 1 } });
        var failed = 0;
        for (var i = 0; i < 200; i++)
        {
            var instance = await cloud.LaunchAsync(TestCloud.A);
            await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Registry);
        }

        cloud.Time.Advance(TimeSpan.FromMinutes(60));
        foreach (var instance in await cloud.Ports.Instances.ListAsync(TestCloud.A, default))
        {
            failed += (await cloud.HostAsync(new InstanceId(instance.Id))).Copies.Count(copy => copy.Phase == CopyPhase.Failed);
        }

        // Ready after about 9 of the 60 minutes: 1 − e^(−0.85) = 57 %.
        Assert.InRange(failed, 95, 135);
    }

    private static StartupQuery Query(StartupMechanism mechanism, bool newInstance) => new()
    {
        InstanceType = TestCloud.Type,
        Mechanism = mechanism,
        Image = TestCloud.Image.CompressedSize,
        Weights = TestCloud.Weights.Size,
        NewInstance = newInstance,
    };
}
