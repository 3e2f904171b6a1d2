using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Tests.Fleets;

/// <summary>An endpoint from its creation to its deletion, and made anew: as it is in life, on instances of four accelerators.</summary>
public class EndpointLifeTests
{
    private const double Quiet = 6;
    private const double Spike = 60;

    private static readonly SimulatedCloudOptions Cloud = new()
    {
        Metrics = new MetricOptions { MissingRatio = 0 },
        Instances = new InstanceOptions { VolumeDeletionTime = TimeSpan.FromMinutes(2) },
    };

    private static readonly EndpointSpec Spec = Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 2 }) with { InstanceTypes = [Specs.Large] };

    [Fact]
    public void Create_HasItsMinimumOfCopiesAndItsCache()
    {
        using var fleet = new TestFleet(cloud: Cloud);

        fleet.PutAndSettle(Spec);

        Assert.Equal(2, fleet.Ready(Specs.A));
        var slot = Assert.Single(fleet.Holding(Specs.A));
        Assert.Equal(SlotPhase.Running, slot.Phase);
        Assert.All(slot.Copies, copy => Assert.Equal(CopyPhase.Ready, copy.Phase));
        var entry = Assert.Single(fleet.View(Specs.A).Cache.Entries);
        Assert.Equal(Spec.Components[0].Image.Digest, entry.Image);
    }

    [Fact]
    public void Spike_TakesWarmPlacesFirst_ThenBootsFromTheCache()
    {
        using var fleet = Settled();
        var launchesBefore = fleet.Ports.Launches.Count;
        var decisionsBefore = fleet.Journal.Decisions.Count();
        Send(fleet, (0, Quiet), (5, Spike));

        fleet.Await("the spike is served", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) >= Spike / Specs.Target);

        var placements = fleet.Journal.Decisions.Skip(decisionsBefore).SelectMany(decision => decision.Placements).ToArray();
        Assert.Equal([PlacementClass.WarmWithWeights, PlacementClass.WarmWithWeights], placements.Take(2).Select(placement => placement.Chosen.Class));
        Assert.All(placements.Skip(2), placement => Assert.True(
            placement.Chosen.Class is PlacementClass.NewFromCache or PlacementClass.Booting or PlacementClass.WarmWithWeights, $"{placement.Chosen}"));
        var launches = fleet.Ports.Launches.Skip(launchesBefore).ToArray();
        Assert.NotEmpty(launches);
        Assert.All(launches, launch => Assert.All(launch.Images, image => Assert.NotNull(image.Snapshot)));
    }

    [Fact]
    public void LaunchFromTheCache_IsCountedInTheView()
    {
        using var fleet = Settled();
        var before = fleet.Ports.Launches.Count;
        Send(fleet, (0, Quiet), (5, Spike));

        fleet.Await("the spike is served", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) >= Spike / Specs.Target);

        Assert.Equal(fleet.Ports.Launches.Count - before, Assert.Single(fleet.View(Specs.A).Cache.Entries).Hits);
    }

    [Fact]
    public void DemandFalls_DrainsWithoutCuttingARequest_AndReleasesEmptiedInstancesAfterBreakEven()
    {
        using var fleet = Settled();
        Send(fleet, (0, Quiet), (5, Spike), (25, Quiet));
        fleet.RunFor(TimeSpan.FromMinutes(90));

        Assert.Equal(2, fleet.Ready(Specs.A));
        var totals = fleet.Cloud.ReadTraffic(Specs.A, Spec.Components[0].Name)!.Totals;
        Assert.Equal((0, 0), (totals.Interrupted, totals.Lost));
        var releases = fleet.Journal.Decisions.SelectMany(decision => decision.Releases).ToArray();
        Assert.NotEmpty(releases);
        Assert.All(releases, release =>
        {
            Assert.Equal(ReleaseReason.BreakEven, release.Reason);
            Assert.True(release.WorthKeepingFor > TimeSpan.FromSeconds(30), $"{release}");
            Assert.InRange(release.EmptyFor, release.WorthKeepingFor, release.WorthKeepingFor + TimeSpan.FromSeconds(40));
        });
        Assert.InRange(fleet.Holding(Specs.A).Length, 1, 2);
    }

    [Fact]
    public void Delete_EndsAsAbsent_OnceNothingOfItIsLive_AndItsFeedStopsTicking()
    {
        using var fleet = Settled();
        Send(fleet, (0, Quiet), (5, Spike));
        fleet.RunFor(TimeSpan.FromMinutes(15));

        fleet.DeleteAndSettle(Specs.A);

        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
        fleet.RunFor(TimeSpan.FromMinutes(1));
        var ticks = fleet.View(Specs.A).TickCount;
        fleet.RunFor(TimeSpan.FromMinutes(5));
        Assert.Equal(ticks, fleet.View(Specs.A).TickCount);
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
        Assert.Null(fleet.View(Specs.A).Spec);
    }

    [Fact]
    public void Delete_DuringTheFirstBoot_LeavesNothing()
    {
        using var fleet = new TestFleet(cloud: Cloud);
        fleet.Put(Spec);
        fleet.RunFor(TimeSpan.FromSeconds(30));

        fleet.DeleteAndSettle(Specs.A);

        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    [Fact]
    public void CreateAgain_UnderTheSameName_GoesOnCounting()
    {
        using var fleet = Settled();
        var before = fleet.View(Specs.A);
        fleet.DeleteAndSettle(Specs.A);

        fleet.PutAndSettle(Spec);

        var after = fleet.View(Specs.A);
        Assert.Equal(EndpointPhase.Active, after.Phase);
        Assert.True(after.Slots[0].Generation > before.Slots[0].Generation);
        Assert.True(after.DecisionCount > before.DecisionCount);
        Assert.True(after.Slots[0].Copies.Min(copy => copy.Id.Number) > before.Slots[0].Copies.Max(copy => copy.Id.Number));
        Assert.Equal(0, Latest(fleet).Draining);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(3)]
    [InlineData(9)]
    public void CreateAgain_WhileThePollThatEndedItIsUnderWay_IsTicked(double secondsAfter)
    {
        // The other endpoint's first decision hangs in the same poll, which therefore takes its deadline of 10 s.
        var absentAt = AbsentAt();
        using var fleet = Settled();
        fleet.Fleet.Delete(Specs.A);
        fleet.RunFor(absentAt - fleet.Now - TimeSpan.FromSeconds(5));
        fleet.Put(Specs.Endpoint(Specs.B));
        fleet.Storage.Fault = static (name, key) => name == "endpoint" && key == Specs.B.ToString() ? WriteFault.Hang : WriteFault.None;
        Assert.True(fleet.Fleet.RunUntil(_ => fleet.View(Specs.A).Phase == EndpointPhase.Absent, TimeSpan.FromSeconds(0.05), TimeSpan.FromSeconds(30)));
        fleet.RunFor(TimeSpan.FromSeconds(secondsAfter));

        fleet.PutAndSettle(Spec);

        Assert.Equal(2, fleet.Ready(Specs.A));
    }

    private static DateTimeOffset AbsentAt()
    {
        using var fleet = Settled();
        fleet.DeleteAndSettle(Specs.A);
        return fleet.Now;
    }

    private static TestFleet Settled()
    {
        var fleet = new TestFleet(cloud: Cloud);
        fleet.PutAndSettle(Spec);
        return fleet;
    }

    private static void Send(TestFleet fleet, params ImmutableArray<(double Minute, double Concurrency)> steps) =>
        fleet.Cloud.RegisterTraffic(Specs.A, Spec.Components[0], Specs.Concurrency(fleet.Now, steps));

    private static ComponentDecision Latest(TestFleet fleet) => fleet.Latest(Specs.A)!;
}
