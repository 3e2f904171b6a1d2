using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Tests.Kit;
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
        SnapshotId? snapshot = usesSnapshot ? await cloud.SnapshotAsync(TestCloud.A) : null;
        var orderedAt = cloud.Time.GetUtcNow();
        var instance = await LaunchAsync(cloud, new ImageSource(TestCloud.Image.Digest, image, snapshot), new WeightsSource(component.Weights, weights));
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
        var instance = await LaunchAsync(
            cloud, new ImageSource(TestCloud.Image.Digest, StartupMechanism.Registry, null), new WeightsSource(TestCloud.Weights, StartupMechanism.SnapshotRate));
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
        var instance = await LaunchAsync(
            cloud, new ImageSource(TestCloud.Image.Digest, StartupMechanism.Registry, null), new WeightsSource(other, StartupMechanism.SnapshotRate));
        await cloud.StartAsync(instance, TestCloud.Component, StartupMechanism.Registry);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        var start = Assert.Single(cloud.Cloud.ReadCopyStarts());
        Assert.Null(start.Weights);
        Assert.Equal(Model.Estimate(Query(StartupMechanism.Registry, TestCloud.Component)).Expected.TotalSeconds, start.TimeToReady.TotalSeconds, 0.001);
    }

    [Fact]
    public async Task Launch_WithWeights_TagsAndBillsTheirVolumeAndDeletesItWithTheInstance()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var instance = await LaunchAsync(
            cloud, new ImageSource(TestCloud.Image.Digest, StartupMechanism.Registry, null), new WeightsSource(TestCloud.Weights, StartupMechanism.SnapshotRate));

        var volume = Assert.Single(cloud.Cloud.ReadLive(TestCloud.A), live => live.Kind == TaggedResourceKind.Volume);
        var held = Assert.Single(cloud.Cloud.ReadHeldBytes());
        Assert.Equal((volume.Id, TestCloud.Weights.Version.Value, TestCloud.A), (held.Holder, held.Content, held.WrittenFor));
        Assert.Equal(16m * TestCloud.Exact.Prices.InitializationUsdPerGigabyte, cloud.Cloud.ReadCosts(TestCloud.A).TotalUsd, 4);

        await cloud.Ports.Instances.TerminateAsync(instance, default);
        cloud.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(cloud.Cloud.ReadLive(TestCloud.A));
    }

    [Fact]
    public async Task Launch_SameTokenWithOtherWeights_IsRefused()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var request = TestCloud.Request(TestCloud.A, 0);
        await cloud.Ports.Instances.LaunchAsync(request, default);

        var other = request with { Weights = [new WeightsSource(TestCloud.Weights, StartupMechanism.SnapshotRate)] };
        Assert.IsType<LaunchResult.Rejected>(await cloud.Ports.Instances.LaunchAsync(other, default));
    }

    private static async Task<InstanceId> LaunchAsync(TestCloud cloud, ImageSource image, WeightsSource weights)
    {
        var request = TestCloud.Request(TestCloud.A, 0, image) with { Weights = [weights] };
        return Assert.IsType<LaunchResult.Accepted>(await cloud.Ports.Instances.LaunchAsync(request, default)).Instance;
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
