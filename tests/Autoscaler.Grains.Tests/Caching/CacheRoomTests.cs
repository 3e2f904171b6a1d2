using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Tests.Caching;

/// <summary>What endpoints and tenants may have of builders and room, and what nobody owns.</summary>
public class CacheRoomTests
{
    private static readonly EndpointId Neighbour = EndpointId.Parse("acme/other");

    [Fact]
    public void Builders_OfATenant_AreBounded_AndEveryEntryComes()
    {
        using var fleet = new TestFleet(configure: static options => options.MaxBuildersPerTenant = 1);
        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component(), Specs.Component("second", 'b')));
        fleet.Put(Specs.Endpoint(Neighbour));
        fleet.Put(Specs.Endpoint(Specs.B));
        var most = 0;

        fleet.Await("every entry is ready", TimeSpan.FromMinutes(30), () =>
        {
            var live = fleet.Cloud.ReadLive(null);
            most = Math.Max(most, live.Count(one => one.Endpoint.Tenant == Specs.A.Tenant && one.Kind == TaggedResourceKind.Builder));
            return fleet.View(Specs.A).Cache.IsReady(Specs.Image('a').Digest) && fleet.View(Specs.A).Cache.IsReady(Specs.Image('b').Digest)
                && fleet.View(Neighbour).Cache.IsReady(Specs.Image('a').Digest) && fleet.View(Specs.B).Cache.IsReady(Specs.Image('a').Digest);
        });

        Assert.Equal(1, most);
    }

    [Fact]
    public void Room_ThatAnEntryDoesNotFit_IsSaid_AndLaunchesPull()
    {
        using var fleet = new TestFleet();
        fleet.Put(Specs.Endpoint(Specs.A) with { Cache = new CachePolicy { MaxBytes = ByteCount.FromGigabytes(2) } });
        fleet.Await("a copy serves", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == 1);

        var entry = Assert.Single(fleet.View(Specs.A).Cache.Entries);
        Assert.Equal(CacheEntryState.Absent, entry.State);
        Assert.Contains("limit of 2 GB has no room for 3 GB", entry.Failure, StringComparison.Ordinal);
        Assert.Equal(StartupMechanism.Registry, Assert.Single(fleet.Ports.Launches[^1].Images).Mechanism);
    }

    [Fact]
    public void Prebuild_IsReadyBeforeItsSpec_AndGoesWhereRoomIsNeeded()
    {
        using var fleet = new TestFleet();
        var policy = new CachePolicy { MaxBytes = ByteCount.FromGigabytes(7) };
        fleet.PutAndSettle(Specs.Endpoint(Specs.A) with { Cache = policy });
        Assert.True(Prebuild(fleet, Specs.A, 'c'));
        Assert.False(Prebuild(fleet, Specs.B, 'c'));
        fleet.Await("the prebuilt entry is ready", TimeSpan.FromMinutes(10), () => fleet.View(Specs.A).Cache.IsReady(Specs.Image('c').Digest));

        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component(), Specs.Component("second", 'b')) with { Cache = policy });
        fleet.Await("the wanted entry is ready", TimeSpan.FromMinutes(10), () => fleet.View(Specs.A).Cache.IsReady(Specs.Image('b').Digest));

        Assert.Null(fleet.View(Specs.A).Cache.Find(Specs.Image('c').Digest));
        Assert.Empty(fleet.View(Specs.A).Cache.Prebuilds);
        Assert.True(fleet.View(Specs.A).Cache.IsReady(Specs.Image('a').Digest));
    }

    [Fact]
    public void TenantsRoom_ForAWantedEntry_IsMadeByWhatANeighbourDoesNotNeed()
    {
        using var fleet = new TestFleet(configure: static options => options.MaxCacheGigabytesPerTenant = 7);
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        Assert.True(Prebuild(fleet, Specs.A, 'c'));
        fleet.Await("the prebuilt entry is ready", TimeSpan.FromMinutes(10), () => fleet.View(Specs.A).Cache.IsReady(Specs.Image('c').Digest));
        Assert.True(Prebuild(fleet, Specs.A, 'd'));
        fleet.RunFor(TimeSpan.FromMinutes(5));

        fleet.Put(Specs.Endpoint(Neighbour));
        fleet.Await("the neighbour's entry is ready", TimeSpan.FromMinutes(20), () => fleet.View(Neighbour).Cache.IsReady(Specs.Image('a').Digest));

        Assert.True(fleet.View(Specs.A).Cache.IsReady(Specs.Image('a').Digest));
        Assert.False(fleet.View(Specs.A).Cache.IsReady(Specs.Image('c').Digest));
    }

    [Fact]
    public void Orphans_WhateverMadeThem_AreFoundByTagAndDeleted()
    {
        using var fleet = new TestFleet(configure: static options => options.SweepPeriod = TimeSpan.FromMinutes(2));
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var ports = fleet.Cloud.PortsFor(fleet.Fleet.Host.TimeProvider);
        fleet.Fleet.Host.Run(() => ports.Snapshots.BuildAsync(new SnapshotBuild(Specs.A, Specs.Image('e'), 1), CancellationToken.None));
        fleet.Fleet.Host.Run(() => ports.Snapshots.BuildAsync(new SnapshotBuild(Neighbour, Specs.Image('a'), 1), CancellationToken.None));
        fleet.Fleet.Host.Run(() => ports.Keys.EnsureAsync(Neighbour, CancellationToken.None));
        fleet.Fleet.Host.Run(() => ports.Instances.LaunchAsync(
            new Autoscaler.Contracts.Slots.LaunchRequest { Slot = new SlotId(Specs.A, 9), Generation = 4, Pools = [new(Specs.Small, Specs.ZoneA)], Images = [] }, CancellationToken.None));
        var own = fleet.Cloud.ReadLive(Specs.A).Where(live => live.Slot != 9 && live.Content != Specs.Image('e').Digest).Select(live => live.Id).ToArray();

        fleet.RunFor(TimeSpan.FromMinutes(10));

        Assert.Empty(fleet.Cloud.ReadLive(Neighbour));
        Assert.Equal(own.Order(StringComparer.Ordinal), fleet.Cloud.ReadLive(Specs.A).Select(live => live.Id).Order(StringComparer.Ordinal));
        Assert.Contains(fleet.Journal.Events.OfType<OrphanDeleted>(), orphan => orphan is { Kind: PurgedResourceKind.Instance } && orphan.Endpoint == Specs.A);
        Assert.Equal(1, fleet.Ready(Specs.A));
    }

    [Fact]
    public void SnapshotThatSomebodyElseDeleted_IsBuiltAnew_BeforeALaunchNeedsIt()
    {
        using var fleet = new TestFleet(configure: static options => options.SweepPeriod = TimeSpan.FromMinutes(2));
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var snapshot = Assert.Single(fleet.Cloud.ReadLive(Specs.A), live => live.Kind == TaggedResourceKind.Snapshot);

        fleet.Cloud.LoseSnapshot(new SnapshotId(snapshot.Id));
        fleet.Await("it is built anew", TimeSpan.FromMinutes(15), () => fleet.View(Specs.A).Cache.Entries is [{ State: CacheEntryState.Ready, Builds: 2 }]);

        Assert.Single(fleet.Ports.Launches);
    }

    [Fact]
    public void Mechanism_ThatIsLeftOpen_IsChosenAndExplained()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A) with { Cache = new CachePolicy { ChoosesMechanism = true } });

        var entry = Assert.Single(fleet.View(Specs.A).Cache.Entries);

        Assert.Equal(StartupMechanism.SnapshotLazy, entry.Mechanism);
        Assert.Contains("snapshot-lazy", entry.MechanismReason, StringComparison.Ordinal);
    }

    private static bool Prebuild(TestFleet fleet, EndpointId endpoint, char digit) =>
        fleet.Fleet.Host.Run(() => fleet.Fleet.Cache(endpoint).PrebuildAsync(Specs.Image(digit), CancellationToken.None));
}
