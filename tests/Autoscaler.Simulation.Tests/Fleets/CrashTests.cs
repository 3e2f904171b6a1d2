using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains.Slots;

namespace Autoscaler.Simulation.Tests.Fleets;

/// <summary>The host crashes at any moment, also between a write and the effect that it announces: nothing is launched twice, nothing is lost, nothing stays.</summary>
public class CrashTests
{
    private const int DefaultSeeds = 200;

    private static readonly SimulatedCloudOptions Cloud = new()
    {
        Instances = new InstanceOptions { ThrottledCallRatio = 0.05, LossesPerHour = 0.5, BootFailureRatio = 0.02 },
        Snapshots = new SnapshotOptions { BuildFailureRatio = 0.1 },
    };

    private static readonly EndpointSpec Spec = Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 2, MaxCopies = 6 });

    [Fact]
    public void Crashes_AtRandomTimes_ConvergeAndLeaveNothing()
    {
        for (var seed = 1; seed <= SeedCount.Of(DefaultSeeds); seed++)
        {
            Seeds.Try(seed, Check);
        }
    }

    [Fact]
    public void WritesThatFail_AtRandom_ConvergeAndLeaveNothing()
    {
        for (var seed = 1; seed <= SeedCount.Of(DefaultSeeds) / 2; seed++)
        {
            Seeds.Try(seed, CheckFailingWrites);
        }
    }

    [Theory]
    [InlineData("write endpoint acme/chat")]
    [InlineData("write slot acme/chat/0")]
    [InlineData("launch acme/chat/0 1")]
    [InlineData("write cache acme/chat")]
    [InlineData("build acme/chat/")]
    public void Crash_RightAfterAStep_Converges(string step)
    {
        foreach (var nth in Enumerable.Range(1, 4))
        {
            using var fleet = new TestFleet();
            Watch(fleet);
            fleet.Storage.Latency = TimeSpan.FromMilliseconds(40);
            fleet.Put(Spec);
            var seen = 0;
            for (var i = 0; i < 15_000 && seen < nth; i++)
            {
                var before = fleet.Trail.Steps.Count;
                fleet.Fleet.Host.Step();
                seen += fleet.Trail.Steps.Skip(before).Count(taken => taken.StartsWith(step, StringComparison.Ordinal));
            }

            fleet.Crash();
            fleet.Await("the minimum of copies serves", TimeSpan.FromHours(1), () => fleet.IsSettled(Spec));

            Assert.Equal(2, fleet.Ready(Specs.A));
            Assert.Single(fleet.Cloud.ReadLive(Specs.A), live => live.Kind == Autoscaler.Cloud.Instances.TaggedResourceKind.Snapshot);
            fleet.DeleteAndSettle(Specs.A);
            Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
        }
    }

    private static void Check(int seed)
    {
        var random = new Random(seed);
        using var fleet = new TestFleet((ulong)seed, Cloud);
        Watch(fleet);
        fleet.Storage.Latency = TimeSpan.FromMilliseconds(random.Next(300));
        var deleteAt = Time(random, 60, 20 * 60);
        var happenings = new List<(TimeSpan At, Action Act)> { (deleteAt, () => fleet.Fleet.Delete(Specs.A)), (deleteAt + Time(random, 0, 90), fleet.Crash) };
        for (var crashes = random.Next(2, 6); crashes > 0; crashes--)
        {
            happenings.Add((Time(random, 1, 25 * 60), fleet.Crash));
        }

        var start = fleet.Now;
        fleet.Put(Spec);
        fleet.Cloud.RegisterTraffic(
            Specs.A, Spec.Components[0], Specs.Concurrency(fleet.Now, (0, 4), (random.Next(1, 6), random.Next(8, 40)), (random.Next(7, 12), random.Next(0, 20))));
        foreach (var (at, act) in happenings.OrderBy(happens => happens.At))
        {
            // What happens before may have taken until after this.
            fleet.Fleet.Host.RunUntil(start + at > fleet.Now ? start + at : fleet.Now);
            act();
        }

        fleet.Await($"{Specs.A} is absent", TimeSpan.FromMinutes(60), () => fleet.View(Specs.A).Phase == EndpointPhase.Absent);
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
        fleet.RunFor(TimeSpan.FromMinutes(10));
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    private static void CheckFailingWrites(int seed)
    {
        var random = new Random(seed);
        using var fleet = new TestFleet((ulong)seed, Cloud);
        Watch(fleet);
        fleet.Storage.Latency = TimeSpan.FromMilliseconds(random.Next(300));
        fleet.Put(Spec);
        fleet.Storage.Fault = (_, _) => random.Next(30) switch { 0 => WriteFault.Refuse, 1 => WriteFault.FailAfterwards, _ => WriteFault.None };
        fleet.Cloud.RegisterTraffic(Specs.A, Spec.Components[0], Specs.Concurrency(fleet.Now, (0, 4), (random.Next(1, 6), random.Next(8, 40))));
        fleet.RunFor(Time(random, 60, 15 * 60));
        for (var attempt = 0; attempt < 10 && fleet.View(Specs.A).Phase == EndpointPhase.Active; attempt++)
        {
            fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.A).DeleteAsync(CancellationToken.None));
            fleet.RunFor(TimeSpan.FromSeconds(20));
        }

        fleet.Await($"{Specs.A} is absent", TimeSpan.FromMinutes(60), () => fleet.View(Specs.A).Phase == EndpointPhase.Absent);
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
        fleet.RunFor(TimeSpan.FromMinutes(10));
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    // Each launch call is in storage before it is made, and is the same every time that it is made.
    private static void Watch(TestFleet fleet)
    {
        var requests = new Dictionary<(SlotId, int), LaunchRequest>();
        fleet.Ports.OnLaunch = request =>
        {
            var stored = fleet.Storage.Find<SlotState>("slot", request.Slot.ToString());
            Assert.NotNull(stored?.Request);
            AssertSame(stored.Request, request);
            Assert.Equal(SlotPhase.Launching, stored.Phase);
            Assert.Equal(LaunchRequest.TokenOf(request.Slot, request.Generation), request.Token);
            if (!requests.TryAdd((request.Slot, request.Generation), request))
            {
                AssertSame(requests[(request.Slot, request.Generation)], request);
            }
        };
    }

    private static void AssertSame(LaunchRequest expected, LaunchRequest actual)
    {
        Assert.Equal((expected.Slot, expected.Generation), (actual.Slot, actual.Generation));
        Assert.Equal(expected.Pools.AsEnumerable(), actual.Pools);
        Assert.Equal(expected.Images.AsEnumerable(), actual.Images);
    }

    private static TimeSpan Time(Random random, int fromSecond, int toSecond) => TimeSpan.FromSeconds(fromSecond + (random.NextDouble() * (toSecond - fromSecond)));
}
