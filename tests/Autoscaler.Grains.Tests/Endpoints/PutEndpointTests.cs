using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Tests.Endpoints;

/// <summary>Putting a spec, right or wrong, over another.</summary>
public class PutEndpointTests
{
    [Fact]
    public void InvalidSpec_IsRefusedWithAllErrors_AndNothingChanges()
    {
        using var fleet = new TestFleet();
        var good = Specs.Endpoint(Specs.A);
        fleet.PutAndSettle(good);
        var (writes, live) = (fleet.Storage.WriteCount, fleet.Cloud.ReadLive(null));
        var bad = good with { Zones = [], InstanceTypes = [], Limits = new InstanceLimits { MaxInstances = 0 } };

        var result = fleet.Fleet.Put(bad);

        Assert.False(result.Accepted);
        Assert.True(result.Errors.Length >= 3, string.Join("; ", result.Errors));
        Assert.Equal(good.Zones.AsEnumerable(), fleet.View(Specs.A).Spec!.Zones);
        fleet.RunFor(TimeSpan.FromMinutes(3));
        Assert.Equal(writes, fleet.Storage.WriteCount);
        Assert.Equal(live.AsEnumerable(), fleet.Cloud.ReadLive(null));
    }

    [Fact]
    public void InvalidSpec_OfANewEndpoint_CreatesNothing()
    {
        using var fleet = new TestFleet();

        var result = fleet.Fleet.Put(Specs.Endpoint(Specs.A) with { Zones = [] });

        Assert.False(result.Accepted);
        fleet.RunFor(TimeSpan.FromMinutes(3));
        Assert.Equal(0, fleet.Storage.WriteCount);
    }

    [Fact]
    public void Put_WhileBeingDeleted_IsRefused()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Fleet.Delete(Specs.A);

        Assert.False(fleet.Fleet.Put(Specs.Endpoint(Specs.A)).Accepted);
    }

    [Fact]
    public void ComponentAdded_GetsItsCopiesAndItsCacheEntry()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var both = Specs.Endpoint(Specs.A, Specs.Component(), Specs.Component("second", 'b'));

        fleet.PutAndSettle(both);

        Assert.Equal((1, 1), (fleet.Ready(Specs.A), fleet.Ready(Specs.A, "second")));
        Assert.Equal(2, fleet.View(Specs.A).Cache.Entries.Length);
    }

    [Fact]
    public void ComponentRemoved_DrainsItsCopies_AndItsEntryIsPurged()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A, Specs.Component(), Specs.Component("second", 'b')));
        fleet.RunFor(TimeSpan.FromMinutes(2));

        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromMinutes(2));

        Assert.Contains(fleet.Journal.Decisions.SelectMany(decision => decision.Drains), drain => drain is { Copy.Component.Value: "second", Reason: DrainReason.Removed });
        Assert.Equal(["llm"], fleet.View(Specs.A).Slots.SelectMany(slot => slot.Copies).Where(copy => !copy.IsOver).Select(copy => copy.Id.Component.Value));
        Assert.Equal(Specs.Image('a').Digest, Assert.Single(fleet.View(Specs.A).Cache.Entries).Image);
        fleet.RunFor(TimeSpan.FromMinutes(30));
        Assert.Single(fleet.Holding(Specs.A));
    }

    [Fact]
    public void MinimumChanged_ActsAtTheNextTick()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));

        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 3 }));
        fleet.RunFor(TimeSpan.FromSeconds(12));

        Assert.Equal((3, ScalingReason.BelowMinimum), (fleet.Latest(Specs.A)!.Wanted, fleet.Latest(Specs.A)!.Reason));
    }

    [Fact]
    public void DigestChanged_BuildsTheNewEntry_ReplacesTheCopies_AndPurgesTheOld()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var second = Specs.Endpoint(Specs.A, Specs.Component() with { Image = Specs.Image('b') });

        fleet.PutAndSettle(second);
        fleet.Await("the old entry is purged", TimeSpan.FromMinutes(20), () => fleet.View(Specs.A).Cache.Entries.Length == 1);

        var entry = Assert.Single(fleet.View(Specs.A).Cache.Entries);
        Assert.Equal((Specs.Image('b').Digest, CacheEntryState.Ready), (entry.Image, entry.State));
        Assert.Single(fleet.Cloud.ReadLive(Specs.A), live => live.Kind == Autoscaler.Cloud.Instances.TaggedResourceKind.Snapshot);

        Assert.Equal(1, fleet.Ready(Specs.A));
        Assert.Equal(Specs.Image('b').Digest, Assert.Single(fleet.Ports.Launches[^1].Images).Image);
        Assert.Contains(fleet.Journal.Decisions.SelectMany(decision => decision.Drains), drain => drain.Reason == DrainReason.OutdatedImage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(30)]
    public void DigestChangedAndChangedBack_EndsWithAReadyEntry(int secondsBetween)
    {
        using var fleet = new TestFleet();
        var first = Specs.Endpoint(Specs.A);
        fleet.PutAndSettle(first);

        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { Image = Specs.Image('b') }));
        fleet.RunFor(TimeSpan.FromSeconds(secondsBetween));
        fleet.Put(first);

        fleet.Await(
            "the first image's entry is ready, alone",
            TimeSpan.FromMinutes(20),
            () => fleet.View(Specs.A).Cache is { Entries: [{ State: CacheEntryState.Ready }] } cache && cache.IsReady(first.Components[0].Image.Digest));
        Assert.Equal(1, fleet.Ready(Specs.A));
    }

    [Fact]
    public void DigestChangedBack_WhileItsEntryIsBeingPurged_EndsWithAReadyEntry()
    {
        using var fleet = new TestFleet();
        var first = Specs.Endpoint(Specs.A);
        fleet.PutAndSettle(first);
        fleet.Ports.Fails = static call => call == "Snapshots.Delete";
        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { Image = Specs.Image('b') }));
        fleet.Await("the old entry is being purged", TimeSpan.FromMinutes(20), () => fleet.View(Specs.A).Cache.Entries.Any(entry => entry.State == CacheEntryState.Purging));

        fleet.Put(first);
        fleet.RunFor(TimeSpan.FromSeconds(5));
        fleet.Ports.Fails = null;

        fleet.Await("the first image's entry is ready", TimeSpan.FromMinutes(20), () => fleet.View(Specs.A).Cache.IsReady(first.Components[0].Image.Digest));
    }

    [Fact]
    public void CreatedAgain_AfterALaunchThatNeverBegan_HasNoCopyOfTheOldLife()
    {
        // The slot hears of its launch only with the release: told in vain at the first tick, and at the second before the deletion decides.
        using var fleet = new TestFleet();
        var refused = 0;
        fleet.Storage.Fault = (name, _) => name == "slot" && refused++ < 2 ? WriteFault.Refuse : WriteFault.None;
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.Await("the launch is decided", TimeSpan.FromMinutes(1), () => fleet.Journal.Decisions.Any());
        fleet.DeleteAndSettle(Specs.A);
        Assert.Empty(fleet.Ports.Launches);

        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromSeconds(35));

        Assert.Equal((1, 0), (fleet.Latest(Specs.A)!.Coming, fleet.Latest(Specs.A)!.Draining));
        Assert.Single(Assert.Single(fleet.Holding(Specs.A)).Copies);
    }

    [Fact]
    public void CacheSwitchedOff_PurgesIt_AndScalingGoesOn()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));

        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 2 }) with { Cache = new CachePolicy { Mechanism = StartupMechanism.RegistryParallel } });
        fleet.Await("two copies serve", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 2);

        Assert.Empty(fleet.View(Specs.A).Cache.Entries);
        Assert.DoesNotContain(fleet.Cloud.ReadLive(Specs.A), live => live.Kind == Autoscaler.Cloud.Instances.TaggedResourceKind.Snapshot);
        Assert.Equal(new ImageSource(Specs.Image('a').Digest, StartupMechanism.RegistryParallel, null), Assert.Single(fleet.Ports.Launches[^1].Images));
        fleet.DeleteAndSettle(Specs.A);
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }
}
