using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cloud.Simulated.Tests.Hosts;

/// <summary>Weights on a restored volume of their own.</summary>
public sealed class WeightsVolumeTests
{
    private static readonly StartupModel Model = new(StartupRates.Default);

    [Theory]
    [InlineData(StartupMechanism.Registry, StartupMechanism.SnapshotRate, 16)]
    [InlineData(StartupMechanism.RegistryLazy, StartupMechanism.SnapshotRate, 16)]
    [InlineData(StartupMechanism.SnapshotLazy, StartupMechanism.SnapshotLazy, 16)]
    [InlineData(StartupMechanism.SnapshotRate, StartupMechanism.SnapshotRate, 16)]
    [InlineData(StartupMechanism.SnapshotRate, StartupMechanism.SnapshotRate, 2)]
    [InlineData(StartupMechanism.SnapshotFsr, StartupMechanism.SnapshotFsr, 16)]
    [InlineData(StartupMechanism.SnapshotFsr, StartupMechanism.SnapshotLazy, 140)]
    public async Task Start_NewInstanceWithoutChance_TakesWhatTheModelSays(StartupMechanism image, StartupMechanism weights, double weightsGigabytes)
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var component = TestCloud.Component with { Weights = TestCloud.Weights with { Size = ByteCount.FromGigabytes(weightsGigabytes) } };
        var usesSnapshot = image is StartupMechanism.SnapshotLazy or StartupMechanism.SnapshotRate or StartupMechanism.SnapshotFsr;
        if (usesSnapshot)
        {
            await cloud.SnapshotAsync(TestCloud.A);
            await cloud.SetRestoreAsync(TestCloud.A, image);
        }

        var volume = await StoreAsync(cloud, component.Weights, weights);
        var orderedAt = cloud.Time.GetUtcNow();
        var instance = await cloud.LaunchAsync(TestCloud.A, usesSnapshot ? TestCloud.Restored(image) : Pulled(image), volume);
        var copy = await cloud.StartAsync(instance, component, usesSnapshot ? StartupMechanism.Registry : image);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        var status = await cloud.CopyAsync(instance, copy);
        var estimate = Model.Estimate(Query(image, component) with { WeightsVolume = weights });
        Assert.Equal(estimate.Expected.TotalSeconds, (status.ReadyAt!.Value - orderedAt).TotalSeconds, 0.001);
        Assert.Equal(estimate.Phases.Length, status.Timeline.Length);
        foreach (var phase in estimate.Phases)
        {
            var timing = Assert.Single(status.Timeline, timing => timing.Phase == phase.Phase);
            Assert.Equal(phase.Start.TotalSeconds, (timing.StartedAt - orderedAt).TotalSeconds, 0.001);
            Assert.Equal(phase.End.TotalSeconds, (timing.EndedAt - orderedAt).TotalSeconds, 0.001);
        }

        Assert.Equal(weights, Assert.Single(cloud.Cloud.ReadCopyStarts()).Weights);
        Assert.Equal(component.Weights.Version, Assert.Single((await cloud.HostAsync(instance)).Disk.Weights));
    }

    [Fact]
    public async Task Start_SecondCopyAfterTheWeightsWereRead_FindsThem()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var volume = await StoreAsync(cloud, TestCloud.Weights, StartupMechanism.SnapshotRate);
        var instance = await cloud.LaunchAsync(TestCloud.A, Pulled(StartupMechanism.Registry), volume);
        var first = await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Registry);
        cloud.Time.Advance(TimeSpan.FromHours(1));
        await cloud.Ports.Hosts.StopAsync(instance, first, default);

        var second = await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Registry);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal([StartupPhase.Start, StartupPhase.Load], (await cloud.CopyAsync(instance, second)).Timeline.Select(timing => timing.Phase));
        Assert.Equal(
            new StartupMechanism?[] { StartupMechanism.SnapshotRate, StartupMechanism.Disk }, cloud.Cloud.ReadCopyStarts().Select(start => start.Weights));
    }

    [Fact]
    public async Task Start_OtherWeightsThanTheVolumes_AreFetched()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var other = TestCloud.Weights with { Version = new WeightsVersion("s3://models/other@1") };
        var volume = await StoreAsync(cloud, other, StartupMechanism.SnapshotRate);
        var instance = await cloud.LaunchAsync(TestCloud.A, Pulled(StartupMechanism.Registry), volume);
        await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Registry);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        var start = Assert.Single(cloud.Cloud.ReadCopyStarts());
        Assert.Null(start.Weights);
        Assert.Equal(Model.Estimate(Query(StartupMechanism.Registry, TestCloud.Component)).Expected.TotalSeconds, start.TimeToReady.TotalSeconds, 0.001);
    }

    [Fact]
    public async Task Start_FastRestoreThatDoesNotWorkYet_FillsAsAnyOtherVolume()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var weights = TestCloud.Weights with { Size = ByteCount.FromGigabytes(60) };
        var volume = await StoreAsync(cloud, weights, StartupMechanism.SnapshotLazy);
        var instance = await cloud.LaunchAsync(
            TestCloud.A, Pulled(StartupMechanism.Sagemaker), volume with { Mechanism = StartupMechanism.SnapshotFsr });
        var component = TestCloud.Component with { Weights = weights };
        await cloud.StartAsync(instance, component, StartupMechanism.Sagemaker);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        var estimate = Model.Estimate(Query(StartupMechanism.Sagemaker, component) with { WeightsVolume = StartupMechanism.SnapshotLazy });
        Assert.Equal(estimate.Expected.TotalSeconds, Assert.Single(cloud.Cloud.ReadCopyStarts()).TimeToReady.TotalSeconds, 0.001);
    }

    [Fact]
    public async Task Launch_WithWeights_TagsAndBillsTheirVolumeAndDeletesItWithTheInstance()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var source = await StoreAsync(cloud, TestCloud.Weights, StartupMechanism.SnapshotRate);
        var before = cloud.Cloud.ReadCosts(TestCloud.A).TotalUsd;
        var instance = await cloud.LaunchAsync(TestCloud.A, Pulled(StartupMechanism.Registry), source);

        var volume = Assert.Single(Volumes(cloud));
        var held = Assert.Single(cloud.Cloud.ReadHeldBytes(), held => held.HolderKind == TaggedResourceKind.Volume);
        Assert.Equal((volume, TestCloud.Weights.Version.Value, TestCloud.A), (held.Holder, held.Content, held.WrittenFor));
        Assert.Equal(16m * TestCloud.Exact.Prices.InitializationUsdPerGigabyte, cloud.Cloud.ReadCosts(TestCloud.A).TotalUsd - before, 4);

        await cloud.Ports.Instances.TerminateAsync(instance, default);
        cloud.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(Volumes(cloud));
    }

    private static string[] Volumes(TestCloud cloud) =>
        [.. cloud.Cloud.ReadLive(TestCloud.A).Where(live => live.Kind == TaggedResourceKind.Volume).Select(live => live.Id)];

    private static ImageSource Pulled(StartupMechanism mechanism) => new(TestCloud.Image.Digest, mechanism, null);

    /// <summary>Weights from the endpoint's own snapshot, which is made and set to be restored so; hours pass.</summary>
    private static async Task<ImageSource> StoreAsync(TestCloud cloud, WeightsSpec weights, StartupMechanism mechanism)
    {
        var build = new SnapshotBuild(TestCloud.A, WeightsContent.Of(weights), 1);
        Assert.IsType<BuildResult.Accepted>(await cloud.Ports.Snapshots.BuildAsync(build, default));
        cloud.Time.Advance(TimeSpan.FromHours(3));
        Assert.IsType<BuildStatus.Ready>(await cloud.Ports.Snapshots.DescribeAsync(build, default));
        ImmutableArray<ZoneName> zones = mechanism == StartupMechanism.SnapshotFsr ? [TestCloud.Pool.Zone] : [];
        Assert.IsType<RestoreResult.Accepted>(await cloud.Ports.Snapshots.SetRestoreAsync(build, new RestoreSetting(mechanism, null, zones), default));
        cloud.Time.Advance(TimeSpan.FromHours(3));
        return new ImageSource(build.Image.Digest, mechanism, null) { Build = 1 };
    }

    private static StartupQuery Query(StartupMechanism mechanism, ComponentSpec component) => new()
    {
        InstanceType = TestCloud.Type,
        Mechanism = mechanism,
        Image = component.Image.CompressedSize,
        Weights = component.Weights!.Size,
        NewInstance = true,
    };
}
