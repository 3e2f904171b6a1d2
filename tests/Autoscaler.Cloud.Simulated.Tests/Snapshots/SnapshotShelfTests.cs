using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Cloud.Snapshots;
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
            var restored = await cloud.LaunchAsync(endpoint, TestCloud.Restored(StartupMechanism.SnapshotRate, snapshot));
            await cloud.StartAsync(restored, TestCloud.Component, StartupMechanism.Registry, endpoint);
            await cloud.ServeAsync(endpoint, TestCloud.Component);
        }

        var held = cloud.Cloud.ReadHeldBytes();

        Assert.Equal(10, held.Length);
        Assert.All(held, bytes => Assert.Equal(bytes.Owner, bytes.WrittenFor));
        Assert.Equal(5, held.Count(bytes => bytes.Owner == TestCloud.A));
        Assert.Equal(held.OrderBy(bytes => bytes.Holder, StringComparer.Ordinal), held);
    }

    [Fact]
    public async Task Launch_ThatNamesAnotherEndpointsSnapshot_RestoresItsOwnOrNothing()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var forB = await cloud.SnapshotAsync(TestCloud.B);
        var thief = TestCloud.Request(TestCloud.A, 99, TestCloud.Restored(StartupMechanism.SnapshotRate, forB));

        Assert.Equal(new LaunchResult.SnapshotGone(TestCloud.Image.Digest, 1), await cloud.Ports.Instances.LaunchAsync(thief, default));

        await cloud.SnapshotAsync(TestCloud.A);
        await cloud.LaunchAsync(TestCloud.A, TestCloud.Restored(StartupMechanism.SnapshotRate, forB));
        Assert.All(cloud.Cloud.ReadHeldBytes(), held => Assert.Equal(held.Owner, held.WrittenFor));
        Assert.Single(cloud.Cloud.ReadHeldBytes(), held => held.HolderKind == TaggedResourceKind.Volume && held.Owner == TestCloud.A);
    }

    [Fact]
    public async Task Key_OfAnotherEndpointOrRevoked_NeitherBuildsNorRestores()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var keyOfA = Assert.IsType<KeyResult.Ready>(await cloud.Ports.Keys.EnsureAsync(TestCloud.A, default)).Key;
        Assert.IsType<BuildResult.Rejected>(await cloud.Ports.Snapshots.BuildAsync(TestCloud.Build(TestCloud.B) with { Key = keyOfA }, default));
        Assert.IsType<BuildResult.Accepted>(await cloud.Ports.Snapshots.BuildAsync(TestCloud.Build(TestCloud.A) with { Key = keyOfA }, default));
        cloud.Time.Advance(TimeSpan.FromMinutes(30));
        await cloud.LaunchAsync(TestCloud.A, TestCloud.Restored(StartupMechanism.SnapshotRate));

        await cloud.Ports.Keys.RevokeGrantsAsync(TestCloud.A, default);

        var launch = TestCloud.Request(TestCloud.A, 50, TestCloud.Restored(StartupMechanism.SnapshotRate));
        Assert.IsType<LaunchResult.SnapshotGone>(await cloud.Ports.Instances.LaunchAsync(launch, default));
    }

    [Fact]
    public async Task Restore_BeyondTheRegionsRate_IsRefused_AndGoesThroughLazily()
    {
        var cloud = new TestCloud(TestCloud.Exact with { Snapshots = new SnapshotOptions { BuildSpread = 0, InitializationRateQuota = 500 } });
        await cloud.SnapshotAsync(TestCloud.A);
        await cloud.LaunchAsync(TestCloud.A, TestCloud.Restored(StartupMechanism.SnapshotRate));

        var second = TestCloud.Request(TestCloud.A, 50, TestCloud.Restored(StartupMechanism.SnapshotRate));
        Assert.IsType<LaunchResult.NoRestoreRate>(await cloud.Ports.Instances.LaunchAsync(second, default));
        var lazily = second with { Attempt = 2, Images = [TestCloud.Restored(StartupMechanism.SnapshotLazy)] };
        Assert.IsType<LaunchResult.Accepted>(await cloud.Ports.Instances.LaunchAsync(lazily, default));

        cloud.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.IsType<LaunchResult.Accepted>(await cloud.Ports.Instances.LaunchAsync(second with { Slot = new SlotId(TestCloud.A, 51) }, default));
    }

    [Fact]
    public async Task FastRestore_BeyondTheRegionsQuota_IsRefused()
    {
        var cloud = new TestCloud(TestCloud.Exact with { Snapshots = new SnapshotOptions { BuildSpread = 0, FastRestoreQuota = 1 } });
        await cloud.SnapshotAsync(TestCloud.A);
        await cloud.SnapshotAsync(TestCloud.B);
        await cloud.SetRestoreAsync(TestCloud.A, StartupMechanism.SnapshotFsr);
        var setting = new RestoreSetting(StartupMechanism.SnapshotFsr, null, [TestCloud.Pool.Zone]);

        Assert.IsType<RestoreResult.NoFastRestore>(await cloud.Ports.Snapshots.SetRestoreAsync(TestCloud.Build(TestCloud.B), setting, default));
        await cloud.SetRestoreAsync(TestCloud.A, StartupMechanism.SnapshotLazy);
        Assert.IsType<RestoreResult.Accepted>(await cloud.Ports.Snapshots.SetRestoreAsync(TestCloud.Build(TestCloud.B), setting, default));
    }

    [Fact]
    public async Task Replace_SnapshotWithOtherBytes_IsToldAtBoot_AndNotMounted()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var snapshot = await cloud.SnapshotAsync(TestCloud.A);
        var other = new ImageDigest("sha256:ff");
        cloud.Cloud.ReplaceSnapshot(snapshot, other, TestCloud.B);
        var instance = await cloud.LaunchAsync(TestCloud.A, TestCloud.Restored(StartupMechanism.SnapshotFsr, snapshot));
        cloud.Time.AdvanceSeconds(200);

        var status = await cloud.HostAsync(instance);
        Assert.Empty(status.Disk.Images);
        var volume = Assert.Single(status.Volumes);
        Assert.Equal((TestCloud.Image.Digest, 1, other, TestCloud.A, false), (volume.Content, volume.Build, volume.Found, volume.Owner, volume.IsMounted));
        Assert.Equal(2, cloud.Cloud.ReadHeldBytes().Count(held => held.WrittenFor != held.Owner));
    }

    [Fact]
    public async Task Terminate_InstanceWithVolume_VolumeGoesAfterIt()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var snapshot = await cloud.SnapshotAsync(TestCloud.A);
        var instance = await cloud.LaunchAsync(TestCloud.A, TestCloud.Restored(StartupMechanism.SnapshotRate, snapshot));
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
