using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Tests.Caching;

/// <summary>What boots find on their volumes, and what launches do where a volume cannot be had.</summary>
public class VolumeCheckTests
{
    [Fact]
    public void Boot_ThatFindsWhatItShould_IsTheEntrysLatestCheck()
    {
        using var fleet = Settled();

        Launch(fleet, copies: 2);

        var entry = Assert.Single(fleet.View(Specs.A).Cache.Entries);
        fleet.Await("the check is told", TimeSpan.FromMinutes(5), () => fleet.View(Specs.A).Cache.Entries[0].LastCheck is not null);
        var check = fleet.View(Specs.A).Cache.Entries[0].LastCheck!;
        Assert.Equal((true, entry.Image, 1, entry.Image), (check.IsSound, check.Content, check.Build, check.Found));
        Assert.Equal((1, 1, 1), (entry.Hits, entry.Misses, entry.Fallbacks));
        Assert.Equal(Specs.Image('a').CompressedSize, entry.BytesSaved);
        Assert.True(entry.UsdPerMonth > 0 && entry.MechanismReason is not null && entry.BuiltAt is not null);
    }

    [Fact]
    public void Boot_ThatFindsOtherBytes_PullsInstead_AndTheEntryIsSuspectAndBuiltAnew()
    {
        using var fleet = Settled();
        var snapshot = Assert.Single(fleet.Cloud.ReadLive(Specs.A), live => live.Kind == TaggedResourceKind.Snapshot);
        fleet.Cloud.ReplaceSnapshot(new SnapshotId(snapshot.Id), Specs.Image('f').Digest, Specs.A);

        Launch(fleet, copies: 2);

        var suspect = Assert.Single(fleet.Journal.Events.OfType<CacheEntryChanged>(), changed => changed.Entry.State == CacheEntryState.Suspect).Entry;
        Assert.Equal((false, Specs.Image('f').Digest), (suspect.LastCheck!.IsSound, suspect.LastCheck.Found));
        fleet.Await("the entry is ready again", TimeSpan.FromMinutes(20), () => fleet.View(Specs.A).Cache.IsReady(Specs.Image('a').Digest));
        var entry = Assert.Single(fleet.View(Specs.A).Cache.Entries);
        Assert.Equal((2, 1), (entry.Builds, entry.Suspicions));
        Assert.All(fleet.Holding(Specs.A), slot => Assert.DoesNotContain(Specs.Image('f').Digest, slot.Disk.Images));
        Launch(fleet, copies: 3);
        fleet.Await("the new snapshot is found sound", TimeSpan.FromMinutes(5), () => fleet.View(Specs.A).Cache.Entries[0].LastCheck is { IsSound: true, Build: 2 });
    }

    [Fact]
    public void Launch_BeyondTheRegionsRestoreRate_GoesThroughLazily()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Snapshots = new SnapshotOptions { InitializationRateQuota = 300 } });
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));

        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 4 }));
        fleet.Await("four copies serve", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == 4);

        var accepted = fleet.Holding(Specs.A).Skip(1).Select(slot => Assert.Single(slot.Images).Mechanism).ToArray();
        Assert.Contains(StartupMechanism.SnapshotRate, accepted);
        Assert.Contains(StartupMechanism.SnapshotLazy, accepted);
        Assert.All(fleet.View(Specs.A).Slots, slot => Assert.Null(slot.Failure));
    }

    [Fact]
    public void Disk_OverThePolicysLimit_LosesWhatIsNotInUse()
    {
        using var fleet = new TestFleet();
        var cache = new CachePolicy { Mechanism = StartupMechanism.Registry, MaxDiskBytes = ByteCount.FromGigabytes(6) };
        var spec = Specs.Endpoint(Specs.A, Specs.Component(), Specs.Component("second", 'b')) with { InstanceTypes = [Specs.Large], Cache = cache };
        fleet.PutAndSettle(spec);
        Assert.Equal(2, Assert.Single(fleet.Holding(Specs.A)).Disk.Images.Length);

        fleet.Put(spec with { Components = [spec.Components[0]] });
        fleet.Await("the removed component's files are gone", TimeSpan.FromMinutes(20), () => fleet.Holding(Specs.A)[0].Disk is { Images.Length: 1, Weights.Length: 1 });

        Assert.Equal(Specs.Image('a').Digest, Assert.Single(fleet.Holding(Specs.A)[0].Disk.Images));
        Assert.Equal(1, fleet.Ready(Specs.A));
    }

    private static TestFleet Settled()
    {
        var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        return fleet;
    }

    private static void Launch(TestFleet fleet, int copies)
    {
        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = copies }));
        fleet.Await($"{copies} copies serve", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == copies);
        Assert.All(fleet.Holding(Specs.A), slot => Assert.Equal(SlotPhase.Running, slot.Phase));
    }
}
