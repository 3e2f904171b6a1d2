using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Scaling;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Scaling;

/// <summary>Stable window 60 s, panic window 10 s, threshold 2, target 8.</summary>
public sealed class PanicTests
{
    private static readonly ComponentSpec Component = SpecExamples.Component with { MinCopies = 1, MaxCopies = 100 };

    [Theory]
    [InlineData(2, 31.9, false)]
    [InlineData(2, 32.0, true)]
    [InlineData(1, 15.9, false)]
    [InlineData(1, 16.0, true)]
    [InlineData(0, 15.9, false)] // Nothing supplied counts as one copy.
    [InlineData(0, 16.0, true)]
    public void Decide_PanicWindow_EntersAtTheThreshold(int supplied, double demand, bool panics)
    {
        var (decision, panic) = Decide(DemandOf(Component.Policy, [.. For(30, supplied * 8), demand]), supplied, default, Now);
        var copies = (int)Math.Ceiling(demand / 8);

        Assert.Equal(panics ? new PanicState(Now.AddSeconds(60), copies) : default, panic);
        Assert.True(!panics || decision.Wanted == copies, $"{decision}");
    }

    [Fact]
    public void Decide_CopiesOnTheirWay_CountAgainstTheThreshold()
    {
        var demand = DemandOf(Component.Policy, [.. For(30, 8), 40]);

        var (_, panic) = WantedCopies.Decide(Component, demand, new SupplyCount(1, 4, 0), 5, default, default, Now);
        var (_, draining) = WantedCopies.Decide(Component, demand, new SupplyCount(1, 0, 4), 5, default, default, Now);

        Assert.Null(panic.Until);
        Assert.NotNull(draining.Until);
    }

    [Fact]
    public void Decide_InPanic_HoldsThePeakAndExtendsOnlyWhileOver()
    {
        var state = new PanicState(Now.AddSeconds(30), 20);

        var (below, held) = Decide(DemandOf(Component.Policy, [.. For(30, 0), 8]), 20, state, Now);
        var (above, higher) = Decide(DemandOf(Component.Policy, [.. For(30, 0), 400]), 20, state, Now);

        Assert.Equal(20, below.Wanted);
        Assert.Equal(ScalingReason.Panic, below.Reason);
        Assert.Equal(state, held);
        Assert.Equal(50, above.Wanted);
        Assert.Equal(new PanicState(Now.AddSeconds(60), 50), higher);
    }

    [Fact]
    public void Decide_InPanicAndNotOver_StillFollowsAHigherWindow()
    {
        var (decision, panic) = Decide(DemandOf(Component.Policy, [.. For(30, 0), 200]), 20, new PanicState(Now.AddSeconds(30), 20), Now);

        Assert.Equal(25, decision.Wanted);
        Assert.Equal(new PanicState(Now.AddSeconds(30), 25), panic);
    }

    [Fact]
    public void Decide_PanicOver_LeavesAndScalesInByTheStabilizationWindowOnly()
    {
        var state = new PanicState(Now, 20);

        var (soon, left) = Decide(DemandOf(Component.Policy, [.. For(20, 8), 160, .. For(9, 8)]), 20, state, Now);
        var (late, _) = Decide(DemandOf(Component.Policy, For(30, 8)), 20, state, Now);

        Assert.Equal(default, left);
        Assert.Equal(11, soon.Wanted); // The spike's mean with its neighbour, 84, is in the window: 11 copies. Half of 20 may go.
        Assert.Equal(10, late.Wanted);
        Assert.Equal(ScalingReason.DemandFell, late.Reason);
    }

    [Fact]
    public void Decide_InPanic_NeverScalesIn()
    {
        for (var second = 0; second < 60; second += 10)
        {
            var state = new PanicState(Now.AddSeconds(60 - second), 3);

            Assert.Equal(20, Decide(DemandOf(Component.Policy, For(30, 0)), 20, state, Now).Decision.Wanted);
        }
    }

    [Fact]
    public void Decide_DemandUnknown_EndsPanicInTimeToo()
    {
        var unknown = DemandOf(Component.Policy);

        var (during, held) = Decide(unknown, 20, new PanicState(Now.AddSeconds(1), 20), Now);
        var (after, left) = Decide(unknown, 20, new PanicState(Now, 20), Now);

        Assert.NotNull(held.Until);
        Assert.Null(left.Until);
        Assert.Equal((20, 20), (during.Wanted, after.Wanted));
    }

    [Fact]
    public void Decide_StableWindowOver_IsItsReason()
    {
        // The latest samples are within the tolerance, the minute is not.
        var (decision, panic) = Decide(DemandOf(Component.Policy, [.. For(26, 16), 30, 30, 17, 17]), 2, default, Now);

        Assert.Equal(3, decision.Wanted);
        Assert.Equal(ScalingReason.StableWindow, decision.Reason);
        Assert.Null(panic.Until);
    }

    private static (ComponentDecision Decision, PanicState Panic) Decide(ComponentDemandState demand, int supplied, PanicState panic, DateTimeOffset now) =>
        WantedCopies.Decide(Component, demand, new SupplyCount(supplied, 0, 0), supplied, panic, default, now);
}
