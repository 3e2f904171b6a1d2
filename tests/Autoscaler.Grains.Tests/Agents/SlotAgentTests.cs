using Autoscaler.Contracts.Agents;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Grains.Tests.Agents;

/// <summary>Slots whose copies are run by agents on their instances.</summary>
public class SlotAgentTests
{
    [Fact]
    public void Copies_WithAgentsThatFollow_StartDrainAndStop()
    {
        using var fleet = new TestFleet(addServices: ScriptedAgents.Replace);
        var agents = new ScriptedAgents(fleet);
        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 2 }));
        agents.Await("two copies serve", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 2);
        Assert.All(agents.Answers.Values, static answer => Assert.Empty(answer.Orders));

        fleet.Fleet.Delete(Specs.A);
        agents.Await("the endpoint is gone", TimeSpan.FromHours(1), () => fleet.View(Specs.A).Phase == Contracts.Endpoints.EndpointPhase.Absent);

        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    [Fact]
    public void Crash_OfTheHost_IsFollowedByTheSameOrders_AndCostsNoCopy()
    {
        using var fleet = new TestFleet(addServices: ScriptedAgents.Replace);
        var agents = new ScriptedAgents(fleet);
        fleet.Put(Specs.Endpoint(Specs.A));
        agents.Await("a copy serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);

        fleet.Crash();
        agents.RunFor(TimeSpan.FromMinutes(20));

        Assert.Equal(1, fleet.Ready(Specs.A));
        Assert.Single(fleet.Ports.Launches);
    }

    [Fact]
    public void Agent_ThatFallsSilent_IsUnknownFirst_ThenLost_AndReplaced()
    {
        using var fleet = new TestFleet(addServices: ScriptedAgents.Replace);
        var agents = new ScriptedAgents(fleet);
        fleet.Put(Specs.Endpoint(Specs.A));
        agents.Await("a copy serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);
        var silent = Assert.Single(fleet.Holding(Specs.A)).Instance!.Value;
        var silentAt = fleet.Now;

        agents.IsSilent = instance => instance == silent;
        agents.RunFor(TimeSpan.FromMinutes(4.5));
        Assert.Equal(silent, Assert.Single(fleet.Holding(Specs.A)).Instance);
        agents.Await("another instance serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1 && fleet.Holding(Specs.A).All(slot => slot.Instance != silent));

        var lost = Assert.Single(fleet.Journal.Events.OfType<SlotPhaseChanged>(), static changed => changed is { Failure: not null, Phase: SlotPhase.Terminating });
        Assert.Equal(SlotFailureKind.InstanceLost, lost.Failure!.Kind);
        Assert.InRange(lost.At - silentAt, TimeSpan.FromMinutes(5.5), TimeSpan.FromMinutes(6.5));
    }

    [Fact]
    public void Agents_ThatFallSilentTogether_AreNotGivenUp()
    {
        using var fleet = new TestFleet(addServices: ScriptedAgents.Replace);
        var agents = new ScriptedAgents(fleet);
        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 3 }));
        agents.Await("three copies serve", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 3);
        Assert.True(fleet.Holding(Specs.A).Length >= 3);

        agents.IsSilent = static _ => true;
        agents.RunFor(TimeSpan.FromMinutes(30));
        agents.IsSilent = static _ => false;
        agents.RunFor(TimeSpan.FromMinutes(2));

        Assert.Equal(3, fleet.Ready(Specs.A));
        Assert.Equal(3, fleet.Ports.Launches.Count);
    }

    [Fact]
    public void Report_OfAnotherInstanceOrGeneration_IsNotTaken()
    {
        using var fleet = new TestFleet(addServices: ScriptedAgents.Replace);
        var agents = new ScriptedAgents(fleet);
        fleet.Put(Specs.Endpoint(Specs.A));
        agents.Await("a copy serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);
        var slot = Assert.Single(fleet.Holding(Specs.A));
        var report = new AgentReport { Kind = AgentReportKind.Heartbeat, Generation = slot.Generation, Instance = slot.Instance!.Value, Sequence = long.MaxValue };

        Assert.Equal(AgentStanding.NotItsSlot, agents.Say(slot.Slot, report with { Instance = new InstanceId("i-other") }).Standing);
        Assert.Equal(AgentStanding.Superseded, agents.Say(slot.Slot, report with { Generation = slot.Generation - 1 }).Standing);
        Assert.Equal(AgentStanding.Early, agents.Say(slot.Slot, report with { Generation = slot.Generation + 1 }).Standing);
        agents.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(1, fleet.Ready(Specs.A));
    }
}
