using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Placement;
using Autoscaler.Decisions.ScaleIn;
using Autoscaler.Decisions.Tests.Examples;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.ScaleIn;

public sealed class DrainPlannerTests
{
    private static readonly ComponentSpec Chat = SpecExamples.Component;
    private static readonly ComponentSpec Other = Chat with { Name = new("other") };

    [Fact]
    public void Drain_CopiesThatDoNotServeYet_GoFirst()
    {
        var drains = Drain(
            2,
            new SlotExample { Copies = [Ready(1)] },
            new SlotExample { Ordinal = 1, Type = "g6.12xlarge", Copies = [new(2, CopyPhase.Starting), Ready(3), Ready(4)] },
            new SlotExample { Ordinal = 2, Phase = SlotPhase.Booting, Copies = [new(5, null)] });

        Assert.Equal([(5, DrainReason.NotReadyYet), (2, DrainReason.NotReadyYet)], drains.Select(drain => (drain.Copy.Number, drain.Reason)));
    }

    [Fact]
    public void Drain_ReadyCopies_FreeTheInstanceThatIsNearestToEmpty()
    {
        var drains = Drain(
            3,
            new SlotExample { Type = "g6.12xlarge", Copies = [Ready(6), new(7, CopyPhase.Ready, CopyGoal.Drain), new(8, CopyPhase.Stopped, CopyGoal.Drain)] },
            new SlotExample { Ordinal = 1, Type = "g6.12xlarge", Copies = [Ready(4), Ready(5)] },
            new SlotExample { Ordinal = 2, Type = "g6.12xlarge", Copies = [Ready(1), Ready(2), Ready(3)] });

        Assert.Equal([6, 5, 4], drains.Select(drain => drain.Copy.Number));
        Assert.All(drains, drain => Assert.Equal(DrainReason.FreesInstance, drain.Reason));
    }

    [Fact]
    public void Drain_OtherComponentsCopies_KeepAnInstanceToo()
    {
        var drains = Drain(
            1,
            new SlotExample { Type = "g6.12xlarge", Copies = [Ready(4), Ready(5)] },
            new SlotExample { Ordinal = 1, Type = "g6.12xlarge", Copies = [Ready(1), Ready(2, Other), Ready(3, Other)] });

        Assert.Equal(5, Assert.Single(drains).Copy.Number);
    }

    [Fact]
    public void Drain_EquallyNearToEmpty_LosesTheLeastCacheThenTheNewest()
    {
        var drains = Drain(
            1,
            new SlotExample { Copies = [Ready(1)] },
            new SlotExample { Ordinal = 1, Copies = [Ready(2)] },
            new SlotExample { Ordinal = 2, Disk = SlotExample.Warm(Chat), Copies = [Ready(3)] });

        Assert.Equal(2, Assert.Single(drains).Copy.Number);
    }

    [Fact]
    public void Drain_MoreThanThereAre_DrainsEachOnce()
    {
        var drains = Drain(9, new SlotExample { Type = "g6.12xlarge", Copies = [Ready(1), new(2, CopyPhase.Ready, CopyGoal.Drain), Ready(3, Other)] });

        Assert.Equal(1, Assert.Single(drains).Copy.Number);
    }

    [Fact]
    public void Decide_FewerWanted_DrainsWithThePolicysDeadlineAndKeepsTheInstance()
    {
        var plan = Decide(Wanting(SpecExamples.Valid, [1], new SlotExample { Copies = [Ready(1)] }, new SlotExample { Ordinal = 1, Copies = [Ready(2)] }));

        var change = Assert.Single(plan.Changes);
        var copy = Assert.Single(change.Intent.Copies);
        Assert.Equal((2L, CopyGoal.Drain, Now.AddMinutes(10)), (copy.Order.Id.Number, copy.Goal, copy.DrainDeadline!.Value));
        Assert.False(change.Intent.Release);
        Assert.Empty(plan.Decision.Releases);
    }

    [Fact]
    public void Decide_ComponentRemoved_DrainsAllItsCopiesOnce()
    {
        var slot = new SlotExample { Type = "g6.12xlarge", Copies = [Ready(1), Ready(2, Other), new(3, CopyPhase.Starting, Component: Other)] };
        var plan = Decide(Wanting(SpecExamples.Valid, [1], slot));

        Assert.Equal([2, 3], plan.Decision.Drains.Select(drain => drain.Copy.Number));
        Assert.All(plan.Decision.Drains, drain => Assert.Equal(DrainReason.Removed, drain.Reason));

        var draining = slot with { Copies = [slot.Copies[0], .. slot.Copies[1..].Select(copy => copy with { Goal = CopyGoal.Drain })] };
        Assert.False(Decide(Wanting(SpecExamples.Valid, [1], draining)).Writes);
    }

    private static CopyExample Ready(long number, ComponentSpec? component = null) => new(number, CopyPhase.Ready, Component: component);

    private static ImmutableArray<CopyDrain> Drain(int count, params SlotExample[] slots)
    {
        var draft = new FleetDraft(FleetOf(slots));
        var planner = new DrainPlanner(draft, Now);
        Autoscaler.Decisions.Fleets.Settlement.Settle(draft, Now);
        planner.Drain(Chat, count);
        return planner.Drains;
    }
}
