using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Tests.Costs;

public sealed class CostReadingTests
{
    private static readonly SimulatedCloudOptions OneDollar = TestCloud.Exact with
    {
        Prices = new PriceOptions { Overrides = [new PriceOverride(TestCloud.Type, new UsdPerHour(1))] },
    };

    [Fact]
    public async Task Instances_FromLaunchToTerminateCall_AreBilled()
    {
        var cloud = new TestCloud(OneDollar);
        var instance = await cloud.LaunchAsync(TestCloud.A);
        cloud.Time.Advance(TimeSpan.FromMinutes(90));
        await cloud.Ports.Instances.TerminateAsync(instance, default);
        cloud.Time.Advance(TimeSpan.FromHours(5));

        var costs = cloud.Cloud.ReadCosts(TestCloud.A);

        Assert.Equal(1.5m, costs.InstancesUsd);
        Assert.Equal(1.5, costs.InstanceHours, 9);
        Assert.Equal(0, costs.CopyHours);
        Assert.Equal(0m, cloud.Cloud.ReadCosts(TestCloud.B).TotalUsd);
        Assert.Equal(new UsdPerHour(1), cloud.Ports.Prices.PriceOf(TestCloud.Type));
        Assert.Null(cloud.Ports.Prices.PriceOf(new InstanceTypeName("x1.huge")));
    }

    [Fact]
    public async Task Snapshots_BuiltStoredAndRestored_AreBilledByKind()
    {
        var cloud = new TestCloud(OneDollar);
        var snapshot = await cloud.SnapshotAsync(TestCloud.A);
        await cloud.LaunchAsync(TestCloud.A, TestCloud.Restored(StartupMechanism.SnapshotRate, snapshot));

        var costs = cloud.Cloud.ReadCosts(TestCloud.A);

        var unpackedGigabytes = 17.7 * 2.934;
        Assert.Equal(0.20 * 217 / 3600, (double)costs.BuildersUsd, 9);
        Assert.Equal(unpackedGigabytes * 0.05 / 730 * (1800 - 217) / 3600, (double)costs.SnapshotsUsd, 9);
        Assert.Equal(unpackedGigabytes * 0.0036, (double)costs.RestoresUsd, 9);
    }

    [Fact]
    public async Task FastRestore_OncePerSnapshotAndZone_FromWhenItIsOnUntilTheSnapshotIsDeleted()
    {
        var cloud = new TestCloud(OneDollar);
        await cloud.SnapshotAsync(TestCloud.A);
        await cloud.SetRestoreAsync(TestCloud.A, StartupMechanism.SnapshotFsr);
        await cloud.SetRestoreAsync(TestCloud.A, StartupMechanism.SnapshotFsr);
        await cloud.LaunchAsync(TestCloud.A, TestCloud.Restored(StartupMechanism.SnapshotFsr));
        cloud.Time.Advance(TimeSpan.FromMinutes(100));
        await cloud.Ports.Snapshots.DeleteAsync(TestCloud.Build(TestCloud.A), default);
        cloud.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1.5m, cloud.Cloud.ReadCosts(null).RestoresUsd);
    }

    [Fact]
    public async Task CopyHours_ReadyCopies_AreIntegratedFromReadyOn()
    {
        var cloud = new TestCloud(OneDollar);
        var (instance, copy) = await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        var readyAt = (await cloud.CopyAsync(instance, copy)).ReadyAt!.Value;
        cloud.Time.Advance(TimeSpan.FromHours(1));
        await cloud.Ports.Hosts.StopAsync(instance, copy, default);
        var expected = (cloud.Time.GetUtcNow() - readyAt).TotalHours;
        cloud.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(expected, cloud.Cloud.ReadCosts(TestCloud.A).CopyHours, 9);
    }
}
