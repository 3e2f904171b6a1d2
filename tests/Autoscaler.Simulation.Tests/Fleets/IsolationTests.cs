using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Tests.Fleets;

/// <summary>Two tenants with equal images and weights never come to hold, or to be offered, each other's bytes.</summary>
public class IsolationTests
{
    // AUTOSCALER_SEEDS sets another number.
    private const int DefaultSeeds = 1000;

    private static readonly SimulatedCloudOptions Cloud = new() { Instances = new InstanceOptions { LossesPerHour = 1, ThrottledCallRatio = 0.05 } };

    [Fact]
    public void EqualDigests_OfTwoTenants_NeverShareABytesHolder()
    {
        for (var seed = 1; seed <= SeedCount.Of(DefaultSeeds); seed++)
        {
            Seeds.Try(seed, Check);
        }
    }

    [Fact]
    public void Delete_OfOne_LeavesTheOtherUntouched()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions());
        fleet.PutAndSettle(SpecOf(Specs.A));
        fleet.PutAndSettle(SpecOf(Specs.B));
        fleet.RunFor(TimeSpan.FromMinutes(10));
        var liveBefore = fleet.Cloud.ReadLive(Specs.B);
        var heldBefore = fleet.Cloud.ReadHeldBytes().Where(held => held.Owner == Specs.B).ToArray();
        Assert.Contains(liveBefore, live => live.Kind == TaggedResourceKind.Snapshot);

        fleet.DeleteAndSettle(Specs.A);

        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
        Assert.DoesNotContain(fleet.Cloud.ReadHeldBytes(), held => held.Owner == Specs.A || held.WrittenFor == Specs.A);
        Assert.Equal(liveBefore.AsEnumerable(), fleet.Cloud.ReadLive(Specs.B));
        Assert.Equal(heldBefore.AsEnumerable(), fleet.Cloud.ReadHeldBytes());
    }

    private static void Check(int seed)
    {
        var random = new Random(seed);
        using var fleet = new TestFleet((ulong)seed, Cloud);
        var snapshots = new Dictionary<SnapshotId, EndpointId>();
        fleet.Ports.OnLaunch = request => Assert.All(request.Images, image => Assert.True(image.Snapshot is not { } id || snapshots[id] == request.Slot.Endpoint));
        fleet.Put(SpecOf(Specs.A));
        fleet.RunFor(TimeSpan.FromSeconds(random.Next(60)));
        fleet.Put(SpecOf(Specs.B));
        foreach (var id in new[] { Specs.A, Specs.B })
        {
            fleet.Cloud.RegisterTraffic(id, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 2), (random.Next(1, 6), random.Next(5, 30))));
        }

        var doomed = random.Next(2) == 0 ? Specs.A : Specs.B;
        var other = doomed == Specs.A ? Specs.B : Specs.A;
        var deletedAt = random.Next(4, 9);
        for (var minute = 0; minute < 10; minute++)
        {
            if (minute == deletedAt)
            {
                fleet.Fleet.Delete(doomed);
            }

            fleet.RunFor(TimeSpan.FromMinutes(1));
            Look(fleet, snapshots);
        }

        fleet.Await($"{doomed} is absent", TimeSpan.FromMinutes(30), () => fleet.View(doomed).Phase == Autoscaler.Contracts.Endpoints.EndpointPhase.Absent);
        Assert.Empty(fleet.Cloud.ReadLive(doomed));
        Assert.DoesNotContain(fleet.Cloud.ReadHeldBytes(), held => held.Owner == doomed || held.WrittenFor == doomed);
        Assert.Equal(2, snapshots.Values.Distinct().Count());
        Assert.Contains(fleet.Cloud.ReadLive(other), live => live.Kind == TaggedResourceKind.Snapshot);
    }

    private static void Look(TestFleet fleet, Dictionary<SnapshotId, EndpointId> snapshots)
    {
        var owners = new Dictionary<string, EndpointId>();
        foreach (var live in fleet.Cloud.ReadLive(null))
        {
            Assert.True(owners.TryAdd(live.Id, live.Endpoint), $"{live.Id} is tagged twice");
            if (live.Kind == TaggedResourceKind.Snapshot)
            {
                Assert.True(snapshots.TryAdd(new SnapshotId(live.Id), live.Endpoint) || snapshots[new SnapshotId(live.Id)] == live.Endpoint);
            }
        }

        Assert.All(fleet.Cloud.ReadHeldBytes(), held => Assert.Equal((held.Owner, owners.GetValueOrDefault(held.Holder)), (held.WrittenFor, held.Owner)));
    }

    private static EndpointSpec SpecOf(EndpointId id) => Specs.Endpoint(id, Specs.Component() with { MaxCopies = 4 });
}
