using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Tests.Caching;

/// <summary>A cache that fails, and the scaling that does not.</summary>
public class ImageCacheTests
{
    [Fact]
    public void BuildsThatFail_AreTriedAgainWithBackOff_LeaveNothing_AndLaunchesPull()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Snapshots = new SnapshotOptions { BuildFailureRatio = 1 } });
        fleet.Put(Specs.Endpoint(Specs.A));

        fleet.RunFor(TimeSpan.FromMinutes(30));

        Assert.Equal(1, fleet.Ready(Specs.A));
        Assert.All(fleet.Ports.Launches, launch => Assert.Equal(StartupMechanism.Registry, Assert.Single(launch.Images).Mechanism));
        var starts = fleet.Journal.Events.OfType<Autoscaler.Contracts.Journal.CacheEntryChanged>()
            .Where(changed => changed.Entry.State == CacheEntryState.Building).Select(changed => changed.At).ToArray();
        Assert.InRange(starts.Length, 4, 7);
        var gaps = starts.Zip(starts.Skip(1), (earlier, later) => later - earlier).ToArray();
        Assert.All(gaps.Zip(gaps.Skip(1)), pair => Assert.True(pair.Second > pair.First, $"{pair}"));
        Assert.NotNull(Assert.Single(fleet.View(Specs.A).Cache.Entries).Failure);
        Assert.InRange(fleet.Cloud.ReadLive(Specs.A).Count(live => live.Kind == TaggedResourceKind.Volume), 0, 1);
        fleet.DeleteAndSettle(Specs.A);
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    [Fact]
    public void Build_IsBegunOnceByAnActivation_AndOnceMoreByTheNext()
    {
        using var fleet = new TestFleet();
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromSeconds(30));
        Assert.Single(Begun());

        fleet.Crash();
        fleet.Await("the entry is ready", TimeSpan.FromMinutes(10), () => fleet.View(Specs.A).Cache.IsReady(Specs.Image('a').Digest));

        Assert.Equal(2, Begun().Count());
        Assert.Single(Begun().Distinct());

        IEnumerable<string> Begun() => fleet.Trail.Steps.Where(step => step.StartsWith("build ", StringComparison.Ordinal));
    }

    [Fact]
    public void FailedBuild_IsDeletedAtOnce()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Snapshots = new SnapshotOptions { BuildFailureRatio = 1 } });
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.Await("a build has failed", TimeSpan.FromMinutes(5), () => fleet.View(Specs.A).Cache.Entries.Any(entry => entry.Failure is not null));

        fleet.RunFor(TimeSpan.FromSeconds(10));

        Assert.DoesNotContain(fleet.Cloud.ReadLive(Specs.A), live => live.Kind is TaggedResourceKind.Builder or TaggedResourceKind.Volume or TaggedResourceKind.Snapshot);
    }

    [Fact]
    public void SnapshotThatVanishes_CostsNoLaunch_ItPullsAtOnce_AndTheEntryIsBuiltAnew()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var build = new SnapshotBuild(Specs.A, Specs.Image('a'), 1);
        fleet.Fleet.Host.Run(() => fleet.Cloud.PortsFor(fleet.Fleet.Host.TimeProvider).Snapshots.DeleteAsync(build, CancellationToken.None));
        var launches = fleet.Ports.Launches.Count;

        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 2 }));
        fleet.Await("two copies serve", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == 2);

        // Two calls of one generation: the first launched nothing, and the second asks for the same instance without the volume.
        Assert.Equal([(1, 1), (1, 2)], fleet.Ports.Launches.Skip(launches).Select(launch => (launch.Generation, launch.Attempt)));
        Assert.All(fleet.View(Specs.A).Slots, slot => Assert.Null(slot.Failure));
        Assert.Null(Assert.Single(fleet.Ports.Launches[^1].Images).Snapshot);
        fleet.Await("the entry is ready again", TimeSpan.FromMinutes(30), () => fleet.View(Specs.A).Cache.IsReady(build.Image.Digest));
        Assert.Equal(2, Assert.Single(fleet.View(Specs.A).Cache.Entries).Builds);
        fleet.DeleteAndSettle(Specs.A);
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    [Fact]
    public void CacheThatHangs_DoesNotStopScaling()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Storage.Fault = static (name, _) => name == "cache" ? WriteFault.Hang : WriteFault.None;

        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 2 }));

        fleet.Await("two copies serve", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == 2);
        Assert.Equal(StartupMechanism.Registry, Assert.Single(fleet.Ports.Launches[^1].Images).Mechanism);
    }

    [Fact]
    public void CacheThatCannotStore_DoesNotStopScaling()
    {
        using var fleet = new TestFleet();
        fleet.Storage.Fault = (name, _) => name == "cache" ? WriteFault.Refuse : WriteFault.None;
        fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.A).PutAsync(Specs.Endpoint(Specs.A), CancellationToken.None));

        fleet.Await("a copy serves", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == 1);

        Assert.Equal(StartupMechanism.Registry, Assert.Single(Assert.Single(fleet.Ports.Launches).Images).Mechanism);
        fleet.Storage.Fault = null;
        fleet.Await("the entry is ready", TimeSpan.FromMinutes(30), () => fleet.View(Specs.A).Cache.IsReady(Specs.Image('a').Digest));
    }

    [Theory]
    [InlineData(WriteFault.Refuse)]
    [InlineData(WriteFault.FailAfterwards)]
    public void WriteThatFailsOnce_WhileBuilding_DoesNotStopTheBuild(WriteFault fault)
    {
        foreach (var nth in Enumerable.Range(1, 4))
        {
            using var fleet = new TestFleet();
            var writes = 0;
            fleet.Storage.Fault = (name, _) => name == "cache" && ++writes == nth ? fault : WriteFault.None;

            fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.A).PutAsync(Specs.Endpoint(Specs.A), CancellationToken.None));

            fleet.Await($"the entry is ready though write {nth} failed", TimeSpan.FromMinutes(30), () => fleet.View(Specs.A).Cache.IsReady(Specs.Image('a').Digest));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WriteThatFailsOnce_WhilePurging_DoesNotStopTheDeletion(int nth)
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var writes = 0;
        fleet.Storage.Fault = (name, _) => name == "cache" && ++writes == nth ? WriteFault.Refuse : WriteFault.None;

        fleet.DeleteAndSettle(Specs.A);

        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    [Fact]
    public void StoreThatIsDown_WhilePurging_DelaysTheEndOnly()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Ports.Fails = static call => call == "Snapshots.Delete";
        fleet.Fleet.Delete(Specs.A);
        fleet.RunFor(TimeSpan.FromMinutes(10));
        Assert.Equal(EndpointPhase.Deleting, fleet.View(Specs.A).Phase);

        fleet.Ports.Fails = null;

        fleet.DeleteAndSettle(Specs.A);
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    [Fact]
    public void DeleteAtAnyMomentOfABuild_LeavesNothing()
    {
        foreach (var second in Enumerable.Range(0, 30).Select(i => i * 2.3))
        {
            using var fleet = new TestFleet();
            fleet.Storage.Latency = TimeSpan.FromMilliseconds(400);
            fleet.Put(Specs.Endpoint(Specs.A, Specs.Component(), Specs.Component("second", 'b')));
            fleet.RunFor(TimeSpan.FromSeconds(second));

            fleet.DeleteAndSettle(Specs.A);

            Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
            fleet.RunFor(TimeSpan.FromMinutes(2));
            Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
        }
    }
}
