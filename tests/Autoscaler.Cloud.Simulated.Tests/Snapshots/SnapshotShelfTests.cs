using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Tests.Snapshots;

public sealed class SnapshotShelfTests
{
    [Fact]
    public async Task Build_ThroughItsLife_BuilderThenVolumeThenSnapshot()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var build = TestCloud.Build(TestCloud.A);
        Assert.IsType<BuildStatus.Gone>(await cloud.Ports.Snapshots.DescribeAsync(build, default));
        await cloud.Ports.Snapshots.BuildAsync(build, default);
        await cloud.Ports.Snapshots.BuildAsync(build, default);
        Assert.Equal([TaggedResourceKind.Builder, TaggedResourceKind.Volume], await KindsAsync(cloud));

        // 40 s boot, 17.7 GB at 100 MB/s, then 17.7 × 2.934 GB at 200 MB/s.
        cloud.Time.AdvanceSeconds(40 + 177);
        Assert.Equal([TaggedResourceKind.Snapshot, TaggedResourceKind.Volume], await KindsAsync(cloud));
        cloud.Time.AdvanceSeconds(259);
        Assert.IsType<BuildStatus.Building>(await cloud.Ports.Snapshots.DescribeAsync(build, default));
        cloud.Time.AdvanceSeconds(1);

        Assert.IsType<BuildStatus.Ready>(await cloud.Ports.Snapshots.DescribeAsync(build, default));
        Assert.Equal([TaggedResourceKind.Snapshot], await KindsAsync(cloud));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(300)]
    [InlineData(3000)]
    public async Task Delete_AtAnyStage_LeavesNothing(double seconds)
    {
        var cloud = new TestCloud(TestCloud.Exact);
        await cloud.Ports.Snapshots.BuildAsync(TestCloud.Build(TestCloud.A), default);
        cloud.Time.AdvanceSeconds(seconds);

        await cloud.Ports.Snapshots.DeleteAsync(TestCloud.Build(TestCloud.A), default);
        Assert.NotEmpty(cloud.Cloud.ReadLive(TestCloud.A));
        cloud.Time.AdvanceSeconds(5);
        Assert.Empty(cloud.Cloud.ReadLive(null));
        Assert.Empty(cloud.Cloud.ReadHeldBytes());
        cloud.Time.AdvanceSeconds(3000);

        Assert.Empty(await cloud.Ports.Snapshots.ListAsync(TestCloud.A, default));
        Assert.IsType<BuildStatus.Gone>(await cloud.Ports.Snapshots.DescribeAsync(TestCloud.Build(TestCloud.A), default));
        var total = cloud.Cloud.ReadCosts(null).TotalUsd;
        cloud.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(total, cloud.Cloud.ReadCosts(null).TotalUsd);
    }

    [Fact]
    public async Task Build_ThatFails_LeavesItsVolumeUntilDeleted()
    {
        var cloud = new TestCloud(TestCloud.Exact with { Snapshots = new SnapshotOptions { BuildFailureRatio = 1 } });
        await cloud.Ports.Snapshots.BuildAsync(TestCloud.Build(TestCloud.A), default);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        Assert.IsType<BuildStatus.Failed>(await cloud.Ports.Snapshots.DescribeAsync(TestCloud.Build(TestCloud.A), default));
        Assert.Equal([TaggedResourceKind.Volume], await KindsAsync(cloud));
        await cloud.Ports.Snapshots.DeleteAsync(TestCloud.Build(TestCloud.A), default);
        cloud.Time.AdvanceSeconds(5);
        Assert.Empty(cloud.Cloud.ReadLive(null));
    }

    [Fact]
    public async Task Isolation_TwoEndpointsWithEqualDigests_NeverHoldEachOthersBytes()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var forA = await cloud.SnapshotAsync(TestCloud.A);
        var forB = await cloud.SnapshotAsync(TestCloud.B);
        foreach (var (endpoint, snapshot) in new[] { (TestCloud.A, forA), (TestCloud.B, forB) })
        {
            var restored = await cloud.LaunchAsync(endpoint, new ImageSource(TestCloud.Image.Digest, StartupMechanism.SnapshotRate, snapshot));
            await cloud.StartAsync(restored, TestCloud.Component, StartupMechanism.Registry);
            await cloud.ServeAsync(endpoint, TestCloud.Component);
        }

        var held = cloud.Cloud.ReadHeldBytes();

        Assert.Equal(10, held.Length);
        Assert.All(held, bytes => Assert.Equal(bytes.Owner, bytes.WrittenFor));
        Assert.Equal(5, held.Count(bytes => bytes.Owner == TestCloud.A));
        Assert.Equal(held.OrderBy(bytes => bytes.Holder, StringComparer.Ordinal), held);
        foreach (var (thief, snapshot) in new[] { (TestCloud.B, forA), (TestCloud.A, forB) })
        {
            var request = TestCloud.Request(thief, 99, new ImageSource(TestCloud.Image.Digest, StartupMechanism.SnapshotRate, snapshot));
            Assert.IsType<LaunchResult.Rejected>(await cloud.Ports.Instances.LaunchAsync(request, default));
        }
    }

    [Fact]
    public async Task Replace_SnapshotWithForeignBytes_ShowsOnTheVolumeAndTheDisk()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var snapshot = await cloud.SnapshotAsync(TestCloud.A);
        var other = new ImageDigest("sha256:ff");
        cloud.Cloud.ReplaceSnapshot(snapshot, other, TestCloud.B);
        var instance = await cloud.LaunchAsync(TestCloud.A, new ImageSource(TestCloud.Image.Digest, StartupMechanism.SnapshotFsr, snapshot));
        cloud.Time.AdvanceSeconds(200);

        Assert.Equal(other, Assert.Single((await cloud.HostAsync(instance)).Disk.Images));
        Assert.Equal(2, cloud.Cloud.ReadHeldBytes().Count(held => held.WrittenFor != held.Owner));
    }

    [Fact]
    public async Task Terminate_InstanceWithVolume_VolumeGoesAfterIt()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var snapshot = await cloud.SnapshotAsync(TestCloud.A);
        var instance = await cloud.LaunchAsync(TestCloud.A, new ImageSource(TestCloud.Image.Digest, StartupMechanism.SnapshotRate, snapshot));
        Assert.Equal(
            [TaggedResourceKind.Instance, TaggedResourceKind.Volume],
            (await cloud.Ports.Instances.ListAsync(TestCloud.A, default)).Select(resource => resource.Kind).Order());

        await cloud.Ports.Instances.TerminateAsync(instance, default);
        cloud.Time.AdvanceSeconds(30);
        Assert.Equal(TaggedResourceKind.Volume, Assert.Single(await cloud.Ports.Instances.ListAsync(TestCloud.A, default)).Kind);
        cloud.Time.AdvanceSeconds(5);

        Assert.Empty(await cloud.Ports.Instances.ListAsync(TestCloud.A, default));
    }

    private static async Task<IEnumerable<TaggedResourceKind>> KindsAsync(TestCloud cloud) =>
        (await cloud.Ports.Snapshots.ListAsync(TestCloud.A, default))
            .Select(resource => resource.Kind)
            .OrderBy(kind => kind.ToString(), StringComparer.Ordinal);
}
