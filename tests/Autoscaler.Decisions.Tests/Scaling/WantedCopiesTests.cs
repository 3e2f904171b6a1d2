using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Scaling;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Scaling;

public sealed class WantedCopiesTests
{
    // Target 8, tolerance 10 %, no panic: what target tracking alone does.
    private static readonly ComponentSpec Component = SpecExamples.Component with { MinCopies = 1, MaxCopies = 20, Policy = new ScalingPolicy { Panic = null } };

    [Theory]
    [InlineData(2, 16.0, 2, ScalingReason.WithinTolerance)]
    [InlineData(2, 17.6, 2, ScalingReason.WithinTolerance)] // At the tolerance: 2 × 8 × 1.1.
    [InlineData(2, 17.61, 3, ScalingReason.TargetExceeded)]
    [InlineData(2, 24.0, 3, ScalingReason.TargetExceeded)]
    [InlineData(2, 24.01, 4, ScalingReason.TargetExceeded)]
    [InlineData(2, 80.0, 10, ScalingReason.TargetExceeded)]
    [InlineData(1, 8.9, 2, ScalingReason.TargetExceeded)]
    [InlineData(3, 21.6, 3, ScalingReason.WithinTolerance)]
    [InlineData(3, 16.01, 3, ScalingReason.WithinTolerance)] // Three are still needed.
    [InlineData(3, 16.0, 2, ScalingReason.DemandFell)]
    [InlineData(4, 0.0, 2, ScalingReason.DemandFell)] // Half may go at once.
    [InlineData(12, 87.0, 12, ScalingReason.WithinTolerance)] // Eleven would do, but that is within 10 %.
    [InlineData(12, 86.0, 11, ScalingReason.DemandFell)]
    public void Decide_SteadyDemand_IsTheCeilingOutsideTheTolerance(int before, double demand, int wanted, ScalingReason reason)
    {
        var decision = Decide(Component, DemandOf(Component.Policy, For(30, demand)), before);

        Assert.Equal(wanted, decision.Wanted);
        Assert.Equal(reason, decision.Reason);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public void Decide_StepBeyondTheTolerance_ActsWithinTwoTicksOfTheFirstSampleOver(int periodSeconds)
    {
        var period = TimeSpan.FromSeconds(periodSeconds);
        foreach (var before in new[] { 1, 2, 5, 10 })
        {
            foreach (var policy in new[] { new ScalingPolicy(), Component.Policy })
            {
                var component = Component with { Policy = policy };
                var over = before * 8 * 1.101;
                var one = Decide(component, DemandOf(policy, period, [.. For(30, before * 8), over]), before);
                var two = Decide(component, DemandOf(policy, period, [.. For(30, before * 8), over, over]), before);

                Assert.True(one.Wanted > before || two.Wanted > before, $"period {period}, {before} copies, demand {over}: wanted {one.Wanted}, then {two.Wanted}");
            }
        }
    }

    [Fact]
    public void Decide_DemandFellButNotForTheWholeWindow_Stabilizes()
    {
        var decision = Decide(Component, DemandOf(Component.Policy, [.. For(5, 64), .. For(25, 8)]), 8);

        Assert.Equal(8, decision.Wanted);
        Assert.Equal(ScalingReason.Stabilizing, decision.Reason);
    }

    [Fact]
    public void Decide_WindowNotFullSinceTheStart_NeverScalesIn()
    {
        for (var samples = 1; samples < 30; samples++)
        {
            Assert.Equal(8, Decide(Component, DemandOf(Component.Policy, For(samples, 0)), 8).Wanted);
        }

        Assert.Equal(4, Decide(Component, DemandOf(Component.Policy, For(30, 0)), 8).Wanted);
    }

    [Fact]
    public void Decide_StabilizationShorterThanTheStableWindow_DoesNotGoBelowWhatThatCallsFor()
    {
        // Each rule proposes, the largest wins: what the stable window calls for must not be taken away to be ordered again.
        var policy = new ScalingPolicy { ScaleIn = new ScaleInPolicy { StabilizationWindow = TimeSpan.Zero, MaxShrinkRatio = 1 } };
        var component = Component with { Policy = policy };
        var demand = DemandOf(policy, 80, 80, 80, 80, 8, 8);

        var first = Decide(component, demand, 10);
        var second = Decide(component, demand, first.Wanted);

        Assert.Equal(7, first.Wanted);
        Assert.Equal(7, second.Wanted);
    }

    [Theory]
    [InlineData(5, 3, ScalingReason.CopiesMissing)]
    [InlineData(5, 0, ScalingReason.BelowMinimum)]
    [InlineData(5, 5, ScalingReason.WithinTolerance)]
    public void Decide_CopiesLost_AreWantedAgainWhateverTheGrowthLimit(int before, int supplied, ScalingReason reason)
    {
        var component = Component with { Policy = Component.Policy with { ScaleOut = new ScaleOutPolicy { AlwaysAllowedCopies = 1, MaxGrowthRatio = 0.1 } } };

        var decision = Decide(component, DemandOf(component.Policy, For(30, 40)), before, new SupplyCount(supplied, 0, 0));

        Assert.Equal(5, decision.Wanted);
        Assert.Equal(reason, decision.Reason);
        Assert.Equal(ScalingLimit.None, decision.Limit);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Decide_NothingKnownAndNothingWantedYet_IsTheMinimumOrWhatIsThere(int supplied)
    {
        var decision = Decide(Component with { MinCopies = 2 }, DemandOf(Component.Policy), null, new SupplyCount(supplied, 0, 0));

        Assert.Equal(Math.Max(2, supplied), decision.Wanted);
        Assert.Equal(supplied == 0 ? ScalingReason.BelowMinimum : ScalingReason.DemandUnknown, decision.Reason);
    }

    [Theory]
    [InlineData(3, 200, 20, ScalingReason.TargetExceeded, ScalingLimit.MaxCopies)]
    [InlineData(20, 200, 20, ScalingReason.TargetExceeded, ScalingLimit.MaxCopies)]
    [InlineData(30, 200, 20, ScalingReason.AboveMaximum, ScalingLimit.MaxCopies)]
    [InlineData(60, 200, 30, ScalingReason.AboveMaximum, ScalingLimit.Shrink)] // Above the maximum copies go too, at the policy's pace.
    [InlineData(0, 8, 1, ScalingReason.TargetExceeded, ScalingLimit.None)]
    public void Decide_Bounds_HoldAndSaySo(int before, double demand, int wanted, ScalingReason reason, ScalingLimit limit)
    {
        var decision = Decide(Component, DemandOf(Component.Policy, For(30, demand)), before);

        Assert.Equal(wanted, decision.Wanted);
        Assert.Equal(reason, decision.Reason);
        Assert.Equal(limit, decision.Limit);
    }

    [Fact]
    public void Decide_AboveTheMaximum_ReachesItHoweverSlowly()
    {
        var component = Component with { Policy = Component.Policy with { ScaleIn = new ScaleInPolicy { MaxShrinkRatio = 0.01 } } };
        var wanted = 35;
        for (var i = 0; i < 15; i++)
        {
            var next = Decide(component, DemandOf(component.Policy), wanted).Wanted;
            Assert.Equal(wanted - 1, next);
            wanted = next;
        }

        Assert.Equal(20, Decide(component, DemandOf(component.Policy), wanted).Wanted);
    }

    [Fact]
    public void Decide_MinimumRaised_IsReachedAtOnce()
    {
        var component = Component with { MinCopies = 15, Policy = Component.Policy with { ScaleOut = new ScaleOutPolicy { AlwaysAllowedCopies = 1, MaxGrowthRatio = 0.1 } } };

        var decision = Decide(component, DemandOf(component.Policy, For(30, 8)), 1);

        Assert.Equal(15, decision.Wanted);
        Assert.Equal(ScalingReason.BelowMinimum, decision.Reason);
        Assert.Equal(ScalingLimit.None, decision.Limit);
    }

    [Theory]
    [InlineData(2, 1.0, 1, 4)]
    [InlineData(2, 0.1, 1, 3)]
    [InlineData(2, 0.1, 5, 7)]
    [InlineData(10, 0.25, 1, 13)] // Rounded up.
    [InlineData(2, 1e300, 1, 20)] // As good as no limit.
    [InlineData(2, 0.1, int.MaxValue, 20)]
    public void Decide_GrowthLimit_CountsFromWhatIsSupplied(int before, double ratio, int always, int wanted)
    {
        var component = Component with { Policy = Component.Policy with { ScaleOut = new ScaleOutPolicy { MaxGrowthRatio = ratio, AlwaysAllowedCopies = always } } };

        var decision = Decide(component, DemandOf(component.Policy, For(30, 1000)), before);

        Assert.Equal(wanted, decision.Wanted);
        Assert.Equal(wanted == 20 ? ScalingLimit.MaxCopies : ScalingLimit.Growth, decision.Limit);
    }

    [Theory]
    [InlineData(10, 0.5, 5)]
    [InlineData(10, 0.3, 7)]
    [InlineData(10, 0.01, 9)]
    [InlineData(3, 0.5, 2)]
    [InlineData(10, 1.0, 1)]
    public void Decide_ShrinkLimit_LetsOneCopyGoAlways(int before, double ratio, int wanted)
    {
        var component = Component with { Policy = Component.Policy with { ScaleIn = new ScaleInPolicy { MaxShrinkRatio = ratio } } };

        var decision = Decide(component, DemandOf(component.Policy, For(30, 0)), before);

        Assert.Equal(wanted, decision.Wanted);
        Assert.Equal(ScalingReason.DemandFell, decision.Reason);
        Assert.Equal(wanted == 1 ? ScalingLimit.None : ScalingLimit.Shrink, decision.Limit);
    }

    [Theory]
    [InlineData(10, 90, 5, ScalingReason.DemandFell)]
    [InlineData(10, 91, 10, ScalingReason.DemandUnknown)]
    [InlineData(60, 180, 5, ScalingReason.DemandFell)] // Three periods, where that is longer.
    [InlineData(60, 181, 10, ScalingReason.DemandUnknown)]
    public void Decide_NewestSampleTooOld_Holds(int periodSeconds, int ageSeconds, int wanted, ScalingReason reason)
    {
        var demand = DemandOf(Component.Policy, TimeSpan.FromSeconds(periodSeconds), For(30, 0));

        var (decision, _) = WantedCopies.Decide(Component, demand, new SupplyCount(10, 0, 0), 10, default, default, Now.AddSeconds(ageSeconds));

        Assert.Equal(wanted, decision.Wanted);
        Assert.Equal(reason, decision.Reason);
    }

    [Theory]
    [InlineData(5, 600, 5, ScalingReason.DemandUnknown)]
    [InlineData(5, 601, 8, ScalingReason.Fallback)]
    [InlineData(8, 601, 8, ScalingReason.DemandUnknown)]
    [InlineData(9, 601, 9, ScalingReason.DemandUnknown)] // A fallback never lowers.
    public void Decide_UnknownForLong_FallsBack(int before, int ageSeconds, int wanted, ScalingReason reason)
    {
        var component = Component with { Policy = Component.Policy with { MissingDemand = new MissingDemandPolicy { FallbackCopies = 8 } } };
        var neverKnown = DemandOf(component.Policy);
        var known = DemandOf(component.Policy, For(30, 0));

        foreach (var demand in new[] { neverKnown, known })
        {
            var (decision, _) = WantedCopies.Decide(component, demand, new SupplyCount(before, 0, 0), before, default, default, Now.AddSeconds(ageSeconds));

            Assert.Equal(wanted, decision.Wanted);
            Assert.Equal(reason, decision.Reason);
        }
    }

    private static ComponentDecision Decide(ComponentSpec component, ComponentDemandState demand, int? before, SupplyCount? supply = null) =>
        WantedCopies.Decide(component, demand, supply ?? new SupplyCount(before ?? 0, 0, 0), before, default, default, Now).Decision;
}
