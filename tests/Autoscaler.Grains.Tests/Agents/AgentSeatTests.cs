using Autoscaler.Cloud.Copies;
using Autoscaler.Contracts.Agents;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains.Agents;

namespace Autoscaler.Grains.Tests.Agents;

/// <summary>What an instance is told, after what it said.</summary>
public class AgentSeatTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly CopyId Copy = new(new ComponentName("llm"), 1);

    [Fact]
    public void Run_IsOrderedUntilTheHostSaysThatItHasTheCopy()
    {
        var seat = new AgentSeat();
        seat.Order(Order());

        Assert.Equal(new AgentOrder(Copy, AgentGoal.Run, Order()), Assert.Single(Hear(seat, 1).Orders));
        Assert.Single(Hear(seat, 2).Orders);
        Assert.Empty(Hear(seat, 3, CopyPhase.Starting).Orders);
        Assert.Single(Hear(seat, 4).Orders);
    }

    [Fact]
    public void Drain_IsOrderedUntilTheCopyDrains_AndUndrainUntilItServes()
    {
        var seat = new AgentSeat();
        seat.Order(Order());
        Hear(seat, 1, CopyPhase.Ready);

        seat.Want(Copy, AgentGoal.Drain);
        Assert.Equal(new AgentOrder(Copy, AgentGoal.Drain, null), Assert.Single(Hear(seat, 2, CopyPhase.Ready).Orders));
        Assert.Empty(Hear(seat, 3, CopyPhase.Draining).Orders);
        seat.Want(Copy, AgentGoal.Run);
        Assert.Equal(new AgentOrder(Copy, AgentGoal.Run, null), Assert.Single(Hear(seat, 4, CopyPhase.Draining).Orders));
        Assert.Empty(Hear(seat, 5, CopyPhase.Ready).Orders);
    }

    [Fact]
    public void Stop_IsOrderedUntilTheCopyIsOver()
    {
        var seat = new AgentSeat();
        seat.Order(Order());
        Hear(seat, 1, CopyPhase.Ready);
        seat.Want(Copy, AgentGoal.Stop);

        Assert.Equal(AgentGoal.Stop, Assert.Single(Hear(seat, 2, CopyPhase.Ready).Orders).Goal);
        Assert.Empty(Hear(seat, 3, CopyPhase.Stopped).Orders);
        Assert.Empty(Hear(seat, 4).Orders);
        Assert.False(seat.IsOver(Copy));
    }

    [Fact]
    public void Report_ThatComesLateOrTwice_ChangesNothing()
    {
        var seat = new AgentSeat();
        seat.Order(Order());
        Hear(seat, 7, CopyPhase.Ready);

        Hear(seat, 6, CopyPhase.Starting);
        Hear(seat, 7, CopyPhase.Starting);

        Assert.Equal(CopyPhase.Ready, Assert.Single(seat.Heard.Copies).Phase);
    }

    [Fact]
    public void Phase_TellsOneCopy_AndLeavesTheOthers()
    {
        var seat = new AgentSeat();
        var other = new CopyId(new ComponentName("llm"), 2);
        seat.Hear(Specs.A, Report(1, AgentReportKind.Heartbeat) with { Copies = [Status(Copy, CopyPhase.Starting), Status(other, CopyPhase.Ready)] }, Now);

        seat.Hear(Specs.A, Report(2, AgentReportKind.Phase) with { Copies = [Status(Copy, CopyPhase.Ready)] }, Now);

        Assert.Equal([(Copy, CopyPhase.Ready), (other, CopyPhase.Ready)], seat.Heard.Copies.Select(static copy => (copy.Id, copy.Phase)));
    }

    [Fact]
    public void Order_OfAnotherEndpoint_IsNotTaken()
    {
        var seat = new AgentSeat();
        Hear(seat, 1);

        Assert.Equal(CopyOrderResult.NotItsEndpoint, seat.Order(Order() with { Endpoint = Specs.B }));
        Assert.Empty(Hear(seat, 2).Orders);
    }

    [Fact]
    public void Eviction_IsOrderedUntilTheFileIsGone()
    {
        var seat = new AgentSeat();
        var file = new DiskFile(Specs.Image('a').Digest, new ByteCount(1), Now, IsInUse: false);
        seat.Hear(Specs.A, Report(1, AgentReportKind.Heartbeat) with { Files = [file] }, Now);
        seat.Evict(file.Content);

        seat.Hear(Specs.A, Report(2, AgentReportKind.Heartbeat) with { Files = [file] }, Now);
        Assert.Equal(file.Content, Assert.Single(seat.Answer(TimeSpan.FromSeconds(5)).Evictions));
        Assert.Empty(Hear(seat, 3).Evictions);
    }

    [Fact]
    public void Registration_TellsVolumes_WhichHeartbeatsLeave()
    {
        var seat = new AgentSeat();
        var volume = new VolumeReading("vol-1", Specs.Image('a').Digest, 2, Specs.Image('b').Digest, Specs.A, IsMounted: false);
        seat.Hear(Specs.A, Report(1, AgentReportKind.Register) with { Volumes = [volume] }, Now);
        Hear(seat, 2);

        var found = Assert.Single(seat.Heard.Volumes);
        Assert.Equal((volume.Content, volume.Found, false), (found.Content, found.Found, found.IsMounted));
    }

    private static AgentAnswer Hear(AgentSeat seat, long sequence, CopyPhase? phase = null)
    {
        seat.Hear(Specs.A, Report(sequence, AgentReportKind.Heartbeat) with { Copies = phase is { } one ? [Status(Copy, one)] : [] }, Now);
        return seat.Answer(TimeSpan.FromSeconds(5));
    }

    private static AgentReport Report(long sequence, AgentReportKind kind) => new() { Kind = kind, Generation = 1, Instance = new InstanceId("i-1"), Sequence = sequence };

    private static CopyStatus Status(CopyId copy, CopyPhase phase) => new() { Id = copy, Phase = phase, PhaseEnteredAt = Now };

    private static CopyOrder Order() => CopyOrder.For(Specs.A, Specs.Component(), Copy, StartupMechanism.Registry, Now);
}
