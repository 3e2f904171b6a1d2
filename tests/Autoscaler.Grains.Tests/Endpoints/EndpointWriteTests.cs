using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains.Slots;

namespace Autoscaler.Grains.Tests.Endpoints;

/// <summary>What an endpoint writes, and when.</summary>
public class EndpointWriteTests
{
    [Fact]
    public void Hold_WritesNothing()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 3)));
        fleet.RunFor(TimeSpan.FromMinutes(5));
        var (writes, ticks) = (fleet.Storage.WriteCount, fleet.View(Specs.A).TickCount);

        fleet.RunFor(TimeSpan.FromMinutes(10));

        Assert.Equal(writes, fleet.Storage.WriteCount);
        Assert.InRange(fleet.View(Specs.A).TickCount - ticks, 58, 61);
    }

    [Fact]
    public void ActingTick_WritesOnce_BeforeTheSlotIsTold_BeforeTheCloudIsCalled()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromMinutes(1));
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 5.5)));
        fleet.Trail.Clear();
        var decisions = fleet.Journal.Decisions.Count();

        fleet.Await("an instance is launched", TimeSpan.FromMinutes(2), () => fleet.Trail.Steps.Any(step => step.StartsWith("launch", StringComparison.Ordinal)));

        Assert.Equal(decisions + 1, fleet.Journal.Decisions.Count());
        Assert.Equal(
            ["write endpoint acme/chat", "write slot acme/chat/1", "write slot acme/chat/1", "launch acme/chat/1 1"],
            fleet.Trail.Steps.Where(step => !step.StartsWith("write cache", StringComparison.Ordinal)).Take(4));
    }

    [Fact]
    public void LaunchCall_IsInStorage_BeforeItIsMade()
    {
        using var fleet = new TestFleet();
        fleet.Storage.Latency = TimeSpan.FromSeconds(1);
        var checkedCalls = 0;
        fleet.Ports.OnLaunch = request =>
        {
            var stored = fleet.Storage.Find<SlotState>("slot", request.Slot.ToString())!;
            Assert.Equal((SlotPhase.Launching, request.Generation), (stored.Phase, stored.Request!.Generation));
            Assert.Equal(request.Images.AsEnumerable(), stored.Request.Images);
            Assert.Equal(request.Token, stored.Request.Token);
            checkedCalls++;
        };

        fleet.PutAndSettle(Specs.Endpoint(Specs.A));

        Assert.True(checkedCalls > 0);
    }

    [Fact]
    public void WriteThatFails_LosesNoCopy_AndTheNextTickDecidesAnew()
    {
        using var fleet = new TestFleet();
        var failures = 0;
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.Storage.Fault = (name, _) => name == "endpoint" && failures++ < 3 ? failures == 2 ? WriteFault.FailAfterwards : WriteFault.Refuse : WriteFault.None;

        fleet.Await("a copy serves", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == 1);

        Assert.True(failures >= 2);
        Assert.Single(fleet.Holding(Specs.A));
    }

    [Fact]
    public void SlotThatCannotBeTold_IsToldAgain()
    {
        using var fleet = new TestFleet();
        var failures = 0;
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.Storage.Fault = (name, _) => name == "slot" && failures++ < 2 ? WriteFault.Refuse : WriteFault.None;

        fleet.Await("a copy serves", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == 1);

        Assert.Single(fleet.Holding(Specs.A));
    }

    [Fact]
    public void Delete_WhileTheReleaseCannotBeTold_DoesNotEndBeforeTheInstanceIsGone()
    {
        // The launch call takes long, so that the endpoint still takes the slot for vacant when it releases it.
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Latency = new LatencyOptions { Launch = TimeSpan.FromSeconds(40) } });
        var fails = false;
        fleet.Storage.Fault = (name, _) => fails && name == "slot" ? WriteFault.Refuse : WriteFault.None;
        fleet.Put(Specs.Endpoint(Specs.A) with { Cache = new CachePolicy { Mechanism = StartupMechanism.Registry } });
        fleet.Await("the launch is under way", TimeSpan.FromMinutes(1), () => fleet.Ports.Launches.Count == 1);
        fails = true;
        fleet.Fleet.Delete(Specs.A);
        fleet.RunFor(TimeSpan.FromSeconds(25));
        Assert.Equal(EndpointPhase.Deleting, fleet.View(Specs.A).Phase);
        fails = false;

        fleet.Await("it is absent", TimeSpan.FromMinutes(30), () => fleet.View(Specs.A).Phase == EndpointPhase.Absent);

        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
        fleet.RunFor(TimeSpan.FromMinutes(10));
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }
}
