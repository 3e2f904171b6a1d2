using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Tests.Slots;

/// <summary>A slot whose cloud or host does not do what it should.</summary>
public class InstanceSlotTests
{
    [Fact]
    public void CloudThatDoesNotAnswerPastTheBootDeadline_DoesNotCostABootedInstance()
    {
        using var fleet = new TestFleet();
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromSeconds(30));
        fleet.Ports.Fails = static call => call == "Instances.Describe";
        fleet.RunFor(TimeSpan.FromMinutes(20));

        fleet.Ports.Fails = null;
        fleet.Await("a copy serves", TimeSpan.FromMinutes(1), () => fleet.Ready(Specs.A) == 1);

        Assert.Single(fleet.Ports.Launches);
    }

    [Fact]
    public void CopyPastItsDeadline_IsStoppedOnItsHost_SoThatTheNextFindsRoom()
    {
        // The first weights take some 17 minutes, the deadline is 8; the disk then holds them, and a second copy needs a minute.
        using var fleet = new TestFleet();
        var component = Specs.Component() with
        {
            Weights = new WeightsSpec(new WeightsVersion("s3://models/slow@1"), ByteCount.FromGigabytes(250)),
            Policy = Specs.Component().Policy with { Runaway = new RunawayPolicy { MaxFailures = 100 } },
        };
        fleet.Put(Specs.Endpoint(Specs.A, component) with { Limits = new InstanceLimits { CopyDeadline = TimeSpan.FromMinutes(8), MaxInstances = 1 } });

        fleet.Await("a copy serves", TimeSpan.FromMinutes(90), () => fleet.Ready(Specs.A) == 1);

        var instance = Assert.Single(fleet.Holding(Specs.A)).Instance!.Value;
        var status = fleet.Fleet.Host.Run(() => fleet.Cloud.PortsFor(fleet.Fleet.Host.TimeProvider).Hosts.DescribeAsync(instance, CancellationToken.None))!;
        Assert.Single(status.Copies, copy => !copy.IsOver);
    }

    [Fact]
    public void HostThatIsNeverHeard_IsReplaced_UntilTheGuardStopsTheComponent()
    {
        using var fleet = new TestFleet();
        fleet.Ports.HostsAreSilent = true;
        fleet.Put(Specs.Endpoint(Specs.A) with { Limits = new InstanceLimits { CopyDeadline = TimeSpan.FromMinutes(8) } });

        fleet.Await("the guard stops the component", TimeSpan.FromMinutes(35), () => fleet.View(Specs.A).Components[0].LaunchesStopped);

        Assert.Equal(new RunawayPolicy().MaxFailures, fleet.Ports.Launches.Count);
        Assert.Contains(fleet.Journal.Events.OfType<SlotPhaseChanged>(), changed => changed.Failure is { Kind: SlotFailureKind.BootFailed } failure && failure.Detail.Contains("never heard", StringComparison.Ordinal));
    }

    [Fact]
    public void HostThatFallsSilent_DoesNotKeepItsInstanceFromBeingDeleted()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Ports.HostsAreSilent = true;

        fleet.DeleteAndSettle(Specs.A);

        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    [Fact]
    public void InstanceThatIsLost_IsReplaced()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var lost = Assert.Single(fleet.Holding(Specs.A));

        fleet.Cloud.LoseInstance(lost.Instance!.Value);
        fleet.Await("another instance is launched", TimeSpan.FromMinutes(2), () => fleet.Ports.Launches.Count == 2);
        fleet.Await("a copy serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);

        Assert.Single(fleet.Holding(Specs.A));
        Assert.False(fleet.View(Specs.A).Components[0].LaunchesStopped);
    }

    [Fact]
    public void InstanceThatIsLostDuringTheDeletion_LeavesNoVolumeBehindWhenItEnds()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Instances = new InstanceOptions { VolumeDeletionTime = TimeSpan.FromMinutes(5) } });
        var spec = Specs.Endpoint(Specs.A);
        fleet.PutAndSettle(spec);
        fleet.Put(spec with { Components = [spec.Components[0] with { MinCopies = 2 }] });
        fleet.Await("two copies serve", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 2);
        foreach (var slot in fleet.Holding(Specs.A))
        {
            fleet.Cloud.LoseInstance(slot.Instance!.Value);
        }

        fleet.DeleteAndSettle(Specs.A);

        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    [Fact]
    public void CopyThatCrashes_IsReplacedOnTheSameInstance()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var slot = Assert.Single(fleet.Holding(Specs.A));

        fleet.Cloud.CrashCopy(slot.Instance!.Value, slot.Copies[0].Id);
        fleet.RunFor(TimeSpan.FromMinutes(3));

        Assert.Equal(1, fleet.Ready(Specs.A));
        Assert.Single(fleet.Ports.Launches);
    }

    [Theory]
    [InlineData(WriteFault.Refuse)]
    [InlineData(WriteFault.FailAfterwards)]
    public void WriteThatFailsOnce_DelaysTheStartByLessThanAMinute(WriteFault fault)
    {
        var usual = TimeToServe(0, WriteFault.None);
        foreach (var nth in Enumerable.Range(1, 5))
        {
            var delay = TimeToServe(nth, fault) - usual;
            Assert.True(delay < TimeSpan.FromMinutes(1), $"Write {nth}: {delay} later.");
        }
    }

    private static TimeSpan TimeToServe(int failingWrite, WriteFault fault)
    {
        using var fleet = new TestFleet();
        var writes = 0;
        fleet.Storage.Fault = (name, _) => name == "slot" && ++writes == failingWrite ? fault : WriteFault.None;
        var start = fleet.Now;
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.Await($"a copy serves though write {failingWrite} failed", TimeSpan.FromMinutes(40), () => fleet.Ready(Specs.A) == 1);
        return fleet.Now - start;
    }
}
