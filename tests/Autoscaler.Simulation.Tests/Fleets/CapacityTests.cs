using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Simulation.Tests.Fleets;

/// <summary>Pools that run out are left alone for a while, and tried again.</summary>
public class CapacityTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly InstancePool PoolA = new(Specs.Small, Specs.ZoneA);

    [Fact]
    public void PoolIsOut_TheLaunchGoesToAnotherZone_AndThePoolIsTriedAgainAfterItsLapse()
    {
        var outUntil = Start + TimeSpan.FromMinutes(5);
        using var fleet = new TestFleet(cloud: Out(Specs.ZoneA, outUntil));
        fleet.Put(Specs.Endpoint(Specs.A));

        fleet.RunFor(TimeSpan.FromSeconds(20));

        var first = Assert.Single(fleet.Holding(Specs.A));
        Assert.Equal(Specs.ZoneB, first.Pool!.Value.Zone);
        Assert.Equal(PoolA, Assert.Single(Assert.Single(fleet.Journal.Events.OfType<LaunchRefused>()).Pools));
        fleet.RunFor(TimeSpan.FromSeconds(15));
        var refusal = Assert.Single(Capacity(fleet).Refusals);
        Assert.Equal(PoolA, refusal.Pool);
        Assert.True(Capacity(fleet).IsAvoided(PoolA, fleet.Now));

        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(Start + TimeSpan.FromMinutes(6), (0, 4), (1, 20)));
        fleet.RunFor(TimeSpan.FromMinutes(10));

        Assert.Contains(fleet.Holding(Specs.A), slot => slot.Pool == PoolA);
        Assert.Single(fleet.Journal.Events.OfType<LaunchRefused>());
    }

    [Fact]
    public void AvoidedPool_IsLeftOutOfLaunches()
    {
        using var fleet = new TestFleet(cloud: Out(Specs.ZoneA, Start + TimeSpan.FromHours(1)));
        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 1 }));
        fleet.RunFor(TimeSpan.FromSeconds(25));
        var before = fleet.Ports.Launches.Count;

        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 4 }));
        fleet.RunFor(TimeSpan.FromSeconds(15));

        Assert.Equal(3, fleet.Ports.Launches.Count - before);
        Assert.All(fleet.Ports.Launches.Skip(before), launch => Assert.DoesNotContain(PoolA, launch.Pools));
    }

    [Fact]
    public void AllPoolsOut_HoldsAndSaysSo_AndRecovers()
    {
        var outUntil = Start + TimeSpan.FromMinutes(10);
        using var fleet = new TestFleet(cloud: Out(null, outUntil));
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromSeconds(40));

        Assert.Equal(ScalingLimit.NoCapacity, fleet.Latest(Specs.A)!.Limit);
        var writes = fleet.Storage.WriteCount;
        var decisions = fleet.Journal.Decisions.Count();
        fleet.RunFor(TimeSpan.FromSeconds(20));
        Assert.Equal((writes, decisions), (fleet.Storage.WriteCount, fleet.Journal.Decisions.Count()));

        fleet.Await("a copy serves", TimeSpan.FromMinutes(40), () => fleet.Ready(Specs.A) == 1);

        // Doubling from a minute: tries at about 1, 3, 7 and 15 minutes, a handful and no storm.
        Assert.InRange(fleet.Ports.Launches.Count, 3, 8);
    }

    [Fact]
    public void BurstOfRefusals_CountsOnce()
    {
        using var fleet = new TestFleet(cloud: Out(Specs.ZoneA, Start + TimeSpan.FromHours(1)));
        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 12 }));
        fleet.RunFor(TimeSpan.FromSeconds(25));

        var refusal = Assert.Single(Capacity(fleet).Refusals);

        Assert.Equal(1, refusal.RefusalsInARow);
        Assert.InRange(refusal.AvoidUntil - Start, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90));
    }

    [Fact]
    public void PoolThatGivesAgain_IsForgiven()
    {
        using var fleet = new TestFleet(cloud: Out(Specs.ZoneA, Start + TimeSpan.FromMinutes(1)));
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromSeconds(95));
        Assert.Single(Capacity(fleet).Refusals);

        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 2 }));
        fleet.RunFor(TimeSpan.FromSeconds(15));

        Assert.Equal(PoolA, fleet.Holding(Specs.A)[1].Pool);
        Assert.Empty(Capacity(fleet).Refusals);
    }

    private static SimulatedCloudOptions Out(ZoneName? zone, DateTimeOffset until) =>
        new() { Capacity = new CapacityOptions { Outages = [new CapacityOutage(null, zone, Start, until)] } };

    private static CapacitySnapshot Capacity(TestFleet fleet) =>
        fleet.Fleet.Host.Run(() => fleet.Fleet.Host.Grains.GetGrain<ICapacityMemoryGrain>(ICapacityMemoryGrain.Key).GetSnapshotAsync(CancellationToken.None).AsTask());
}
