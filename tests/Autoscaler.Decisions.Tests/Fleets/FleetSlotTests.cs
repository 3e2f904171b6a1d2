using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Tests.Examples;

namespace Autoscaler.Decisions.Tests.Fleets;

public sealed class FleetSlotTests
{
    /// <summary>Every state of an instance, and what a copy on it counts as that shall run, or shall drain, and of which nothing was reported.</summary>
    public static TheoryData<string, FleetSlotState, FleetCopyState, FleetCopyState> Cases => new()
    {
        { "not heard yet", FleetSlotState.Coming, FleetCopyState.Coming, FleetCopyState.Draining },
        { "launching", FleetSlotState.Coming, FleetCopyState.Coming, FleetCopyState.Draining },
        { "booting", FleetSlotState.Coming, FleetCopyState.Coming, FleetCopyState.Draining },
        { "running", FleetSlotState.Running, FleetCopyState.Coming, FleetCopyState.Draining },
        { "no capacity", FleetSlotState.Free, FleetCopyState.Displaced, FleetCopyState.Stopped },
        { "rejected", FleetSlotState.Free, FleetCopyState.BootFailed, FleetCopyState.Stopped },
        { "snapshot gone", FleetSlotState.Free, FleetCopyState.Displaced, FleetCopyState.Stopped },
        { "boot timeout", FleetSlotState.Leaving, FleetCopyState.BootFailed, FleetCopyState.Stopped },
        { "boot timeout, terminated", FleetSlotState.Free, FleetCopyState.BootFailed, FleetCopyState.Stopped },
        { "lost", FleetSlotState.Free, FleetCopyState.Displaced, FleetCopyState.Stopped },
        { "released while running", FleetSlotState.Leaving, FleetCopyState.Coming, FleetCopyState.Draining },
        { "draining", FleetSlotState.Leaving, FleetCopyState.Coming, FleetCopyState.Draining },
        { "terminating", FleetSlotState.Leaving, FleetCopyState.Displaced, FleetCopyState.Stopped },
        { "released, gone", FleetSlotState.Free, FleetCopyState.Displaced, FleetCopyState.Stopped },
        { "released while launching", FleetSlotState.Leaving, FleetCopyState.Coming, FleetCopyState.Draining },
        { "released before it began, not heard", FleetSlotState.Leaving, FleetCopyState.Coming, FleetCopyState.Draining },
        { "released before it began, heard", FleetSlotState.Free, FleetCopyState.Displaced, FleetCopyState.Stopped },
        { "next generation, not heard yet", FleetSlotState.Coming, FleetCopyState.Coming, FleetCopyState.Draining },
        { "next generation, former lost", FleetSlotState.Coming, FleetCopyState.Coming, FleetCopyState.Draining },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void State_IntentAndReport_Follows(string name, FleetSlotState slotState, FleetCopyState running, FleetCopyState draining)
    {
        var slot = (Slots[name] with { Copies = [new(1, null), new(2, null, CopyGoal.Drain)] }).Build();

        Assert.Equal(slotState, slot.State);
        Assert.Equal(slotState != FleetSlotState.Free, slot.HoldsInstance);
        Assert.Equal(slotState is FleetSlotState.Coming or FleetSlotState.Running, slot.TakesCopies);
        Assert.Equal(slotState == FleetSlotState.Free, slot.Type is null);
        Assert.Equal([running, draining], slot.Copies.Select(copy => copy.State));
    }

    [Fact]
    public void State_NeverAsked_IsFree() =>
        Assert.Equal(FleetSlotState.Free, new SlotExample { Launch = null, Generation = 0, Phase = SlotPhase.Vacant }.Build().State);

    [Theory]
    [InlineData(null, CopyGoal.Run, FleetCopyState.Coming)]
    [InlineData(CopyPhase.Ordered, CopyGoal.Run, FleetCopyState.Coming)]
    [InlineData(CopyPhase.Starting, CopyGoal.Run, FleetCopyState.Coming)]
    [InlineData(CopyPhase.Ready, CopyGoal.Run, FleetCopyState.Ready)]
    [InlineData(CopyPhase.Draining, CopyGoal.Run, FleetCopyState.Coming)] // Brought back; its host has not heard yet.
    [InlineData(CopyPhase.Stopped, CopyGoal.Run, FleetCopyState.Stopped)]
    [InlineData(CopyPhase.Failed, CopyGoal.Run, FleetCopyState.Failed)]
    [InlineData(null, CopyGoal.Drain, FleetCopyState.Draining)]
    [InlineData(CopyPhase.Starting, CopyGoal.Drain, FleetCopyState.Draining)]
    [InlineData(CopyPhase.Ready, CopyGoal.Drain, FleetCopyState.Draining)]
    [InlineData(CopyPhase.Draining, CopyGoal.Drain, FleetCopyState.Draining)]
    [InlineData(CopyPhase.Stopped, CopyGoal.Drain, FleetCopyState.Stopped)]
    [InlineData(CopyPhase.Failed, CopyGoal.Drain, FleetCopyState.Failed)]
    public void CopyState_OnARunningInstance_FollowsGoalAndPhase(CopyPhase? phase, CopyGoal goal, FleetCopyState state)
    {
        var slot = new SlotExample { Copies = [new(1, phase, goal)] }.Build();

        Assert.Equal(state, Assert.Single(slot.Copies).State);
        Assert.Equal(state < FleetCopyState.Stopped ? 1 : 0, slot.LiveCopyCount);
    }

    [Theory]
    [InlineData(CopyPhase.Stopped, FleetCopyState.Stopped)]
    [InlineData(CopyPhase.Failed, FleetCopyState.Failed)]
    [InlineData(CopyPhase.Ready, FleetCopyState.Displaced)]
    public void CopyState_InstanceLost_KeepsWhatWasOverBefore(CopyPhase phase, FleetCopyState state) =>
        Assert.Equal(state, Assert.Single((Slots["lost"] with { Copies = [new(1, phase)] }).Build().Copies).State);

    [Fact]
    public void FreeRoom_LiveCopies_TakeTheirsAndDrainingOnesToo()
    {
        var slot = new SlotExample
        {
            Type = "g6.12xlarge",
            Copies = [new(1, CopyPhase.Ready), new(2, CopyPhase.Draining, CopyGoal.Drain), new(3, CopyPhase.Failed), new(4, CopyPhase.Stopped, CopyGoal.Drain)],
        }.Build();

        Assert.Equal(2, slot.FreeAccelerators);
        Assert.Equal((192L << 30) - 16_000_000_000, slot.FreeMemory.Value);
        Assert.Equal(2, slot.LiveCopyCount);
    }

    [Fact]
    public void FleetCounts_Slots_AreByComponentAndState()
    {
        var other = Specs.SpecExamples.Component with { Name = new("other") };
        var fleet = SnapshotExamples.FleetOf(
            new SlotExample
            {
                Type = "g6.12xlarge",
                Copies = [new(1, CopyPhase.Ready), new(2, CopyPhase.Starting), new(3, CopyPhase.Draining, CopyGoal.Drain), new(4, CopyPhase.Ready, Component: other)],
            },
            new SlotExample { Ordinal = 1, EmptySince = SnapshotExamples.Now },
            Slots["launching"] with { Ordinal = 2, Copies = [new(5, null)] },
            Slots["lost"] with { Ordinal = 3 });

        Assert.Equal(new SupplyCount(1, 2, 1), fleet.CountOf(Specs.SpecExamples.Component.Name));
        Assert.Equal(new SupplyCount(1, 0, 0), fleet.CountOf(other.Name));
        Assert.Equal(default, fleet.CountOf(new("nobody")));
        Assert.Equal(3, fleet.InstanceCount);
        Assert.Equal(1, Assert.Single(fleet.EmptySlots).Ordinal);
        Assert.False(fleet.NeedsSettling);
    }

    [Fact]
    public void NeedsSettling_CopyOverOrInstanceNewlyEmpty_IsTrue()
    {
        Assert.True(SnapshotExamples.FleetOf(new SlotExample { Copies = [new(1, CopyPhase.Stopped, CopyGoal.Drain)], EmptySince = SnapshotExamples.Now }).NeedsSettling);
        Assert.True(SnapshotExamples.FleetOf(new SlotExample()).NeedsSettling);
        Assert.False(SnapshotExamples.FleetOf(new SlotExample { EmptySince = SnapshotExamples.Now }).NeedsSettling);
    }

    private static readonly Dictionary<string, SlotExample> Slots = new()
    {
        ["not heard yet"] = new() { Phase = SlotPhase.Vacant, Generation = 0, HasHeard = false },
        ["launching"] = new() { Phase = SlotPhase.Launching },
        ["booting"] = new() { Phase = SlotPhase.Booting },
        ["running"] = new(),
        ["no capacity"] = new() { Phase = SlotPhase.Vacant, Failure = SlotFailureKind.NoCapacity },
        ["rejected"] = new() { Phase = SlotPhase.Vacant, Failure = SlotFailureKind.Rejected },
        ["snapshot gone"] = new() { Phase = SlotPhase.Vacant, Failure = SlotFailureKind.SnapshotGone },
        ["boot timeout"] = new() { Phase = SlotPhase.Terminating, Failure = SlotFailureKind.BootFailed },
        ["boot timeout, terminated"] = new() { Phase = SlotPhase.Vacant, Failure = SlotFailureKind.BootFailed },
        ["lost"] = new() { Phase = SlotPhase.Vacant, Failure = SlotFailureKind.InstanceLost },
        ["released while running"] = new() { Release = true },
        ["draining"] = new() { Release = true, Phase = SlotPhase.Draining },
        ["terminating"] = new() { Release = true, Phase = SlotPhase.Terminating },
        ["released, gone"] = new() { Release = true, Phase = SlotPhase.Vacant },
        ["released while launching"] = new() { Release = true, Phase = SlotPhase.Launching },
        ["released before it began, not heard"] = new() { Release = true, Phase = SlotPhase.Vacant, Generation = 0, HasHeard = false },
        ["released before it began, heard"] = new() { Release = true, Phase = SlotPhase.Vacant, Generation = 0 },
        ["next generation, not heard yet"] = new() { Launch = 2, Phase = SlotPhase.Vacant, HasHeard = false },
        ["next generation, former lost"] = new() { Launch = 2, Phase = SlotPhase.Vacant, Failure = SlotFailureKind.InstanceLost },
    };

    [Fact]
    public void CountOf_ReadyCopies_TellsSinceWhenOneServes()
    {
        var slot = new SlotExample { Copies = [new(1, CopyPhase.Ready), new(2, CopyPhase.Ready), new(3, CopyPhase.Starting)] }.Build();
        DateTimeOffset?[] readyAt = [SnapshotExamples.Now.AddMinutes(-2), SnapshotExamples.Now.AddMinutes(-7), null];
        var report = slot.Report with { Copies = [.. slot.Report.Copies.Select((copy, i) => copy with { ReadyAt = readyAt[i] })] };

        Assert.Equal(readyAt[1], Fleet.Of([new FleetSlot(slot.Assignment, report)]).CountOf(Specs.SpecExamples.Component.Name).ReadySince);
        Assert.Null(Fleet.Of([slot]).CountOf(Specs.SpecExamples.Component.Name).ReadySince);
    }
}
