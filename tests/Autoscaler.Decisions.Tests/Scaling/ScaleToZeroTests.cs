using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Scaling;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Scaling;

/// <summary>How a component without a minimum loses its last copy and gets its first. The grace is 5 min, 30 periods, unless said otherwise.</summary>
public sealed class ScaleToZeroTests
{
    private static readonly ComponentSpec Component = SpecExamples.Component with { MinCopies = 0, MaxCopies = 20, Policy = PolicyWith(5) };

    [Theory]
    [InlineData(30, 0, ScalingReason.DemandFell)]
    [InlineData(29, 1, ScalingReason.IdleGrace)]
    [InlineData(2, 1, ScalingReason.IdleGrace)]
    [InlineData(1, 1, ScalingReason.WithinTolerance)] // Of the 20 s of target tracking half saw use.
    [InlineData(0, 1, ScalingReason.WithinTolerance)]
    public void Decide_LastCopy_GoesOnceTheGraceIsOver(int idlePeriods, int wanted, ScalingReason reason)
    {
        var decision = Decide(Component, DemandOf(Component.Policy, [.. For(30, 0.1), .. For(idlePeriods, 0)]), 1);

        // The stabilization window still has use in it: for the last copy the grace stands in for it.
        Assert.Equal((wanted, reason), (decision.Wanted, decision.Reason));
    }

    [Theory]
    [InlineData(2, 12, 0)]
    [InlineData(2, 11, 1)]
    [InlineData(20, 60, 1)]
    [InlineData(20, 120, 0)]
    public void Decide_GraceAndStabilizationDiffer_TheGraceDecides(int graceMinutes, int idlePeriods, int wanted)
    {
        // The stabilization window is 5 min, 30 periods.
        var component = Component with { Policy = PolicyWith(graceMinutes) };

        Assert.Equal(wanted, Decide(component, DemandOf(component.Policy, [.. For(60, 0.1), .. For(idlePeriods, 0)]), 1).Wanted);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(1)]
    [InlineData(29)]
    public void Decide_GapInTheGrace_IsNotIdle(int age)
    {
        double?[] samples = [.. For(60, 0)];
        samples[59 - age] = null;

        Assert.Equal((1, ScalingReason.IdleGrace), Short(Decide(Component, DemandOf(Component.Policy, samples), 1)));
        samples[59 - age] = 0;
        Assert.Equal((0, ScalingReason.DemandFell), Short(Decide(Component, DemandOf(Component.Policy, samples), 1)));
    }

    [Fact]
    public void Decide_DemandUnknown_KeepsTheLastCopy_HoweverLong()
    {
        var demand = DemandOf(Component.Policy, For(29, 0));

        Assert.Equal((1, ScalingReason.DemandUnknown), Short(Decide(Component, demand, 1, now: Now.AddHours(3))));
        Assert.Equal((1, ScalingReason.DemandUnknown), Short(Decide(Component, DemandOf(Component.Policy), 1)));
    }

    [Fact]
    public void Decide_ArrivalsThatAreNeverSeenInFlight_AreUse()
    {
        var start = Now.AddMinutes(-10);
        var demand = ComponentDemandState.Start(Component.Policy, Period, start)
            .With([.. Enumerable.Range(0, 60).Select(i => new DemandSample(start + (i * Period), 0, i == 50 ? 0.1 : 0))], Component.Policy, 12);
        var arriving = demand.With([new DemandSample(Now, 0, 0.1)], Component.Policy, 0);

        Assert.Equal(1, Decide(Component, demand, 1).Wanted);
        Assert.Equal((1, ScalingReason.Activated), Short(Decide(Component, arriving, 0)));
    }

    [Theory]
    [InlineData(4, 1.0, 29, 1, ScalingReason.DemandFell)]
    [InlineData(4, 1.0, 90, 0, ScalingReason.DemandFell)]
    [InlineData(4, 0.5, 90, 2, ScalingReason.DemandFell)]
    [InlineData(2, 0.5, 90, 1, ScalingReason.DemandFell)]
    public void Decide_SeveralCopies_GoByTheOtherRules_ButForTheLast(int before, double shrink, int idlePeriods, int wanted, ScalingReason reason)
    {
        var policy = PolicyWith(5) with { ScaleIn = new ScaleInPolicy { StabilizationWindow = TimeSpan.FromMinutes(1), MaxShrinkRatio = shrink }, Panic = null };
        var component = Component with { Policy = policy };

        var decision = Decide(component, DemandOf(policy, [.. For(10, 30), .. For(idlePeriods, 0)]), before);

        Assert.Equal((wanted, reason), (decision.Wanted, decision.Reason));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(299, 1)]
    [InlineData(300, 0)]
    public void Decide_ActivatedWithinTheGrace_KeepsTheLastCopy(int secondsAgo, int wanted)
    {
        DateTimeOffset? activatedAt = secondsAgo == 0 ? null : Now.AddSeconds(-secondsAgo);

        var decision = Decide(Component, DemandOf(Component.Policy, For(90, 0)), 1, activatedAt: activatedAt);

        Assert.Equal((wanted, wanted == 1 ? ScalingReason.IdleGrace : ScalingReason.DemandFell), Short(decision));
    }

    [Theory]
    [InlineData(0, 59, 1)]
    [InlineData(0, 60, 0)]
    [InlineData(2, 119, 1)]
    [InlineData(2, 120, 0)]
    public void Decide_ActivationUnderAShortGrace_HoldsForAMinuteAtLeast(int graceMinutes, int secondsAgo, int wanted)
    {
        var component = Component with { Policy = PolicyWith(graceMinutes) };
        var demand = DemandOf(component.Policy, For(90, 0));

        Assert.Equal(wanted, Decide(component, demand, 0, activatedAt: Now.AddSeconds(-secondsAgo)).Wanted);
        Assert.Equal(wanted, Decide(component, demand, 1, activatedAt: Now.AddSeconds(-secondsAgo)).Wanted);
    }

    [Theory]
    [InlineData(0.1, 1, ScalingReason.Activated)]
    [InlineData(1e-12, 1, ScalingReason.Activated)] // As good as none, and yet a request.
    [InlineData(8, 1, ScalingReason.Activated)]
    [InlineData(24.0, 3, ScalingReason.Panic)] // The latest sample calls for more: the largest proposal wins.
    public void Decide_NoCopyAndTheFirstSampleOfUse_BringsOneAtOnce(double sample, int wanted, ScalingReason reason)
    {
        Assert.Equal(0, Decide(Component, DemandOf(Component.Policy, For(90, 0)), 0).Wanted);

        var decision = Decide(Component, DemandOf(Component.Policy, [.. For(90, 0), sample]), 0);

        Assert.Equal((wanted, reason), Short(decision));
    }

    [Fact]
    public void Decide_NoCopyAndNothingKnown_AnActivationBringsOne()
    {
        Assert.Equal((0, ScalingReason.DemandUnknown), Short(Decide(Component, DemandOf(Component.Policy), 0)));
        Assert.Equal((1, ScalingReason.Activated), Short(Decide(Component, DemandOf(Component.Policy), 0, activatedAt: Now)));
        Assert.Equal((1, ScalingReason.Activated), Short(Decide(Component, DemandOf(Component.Policy), null, activatedAt: Now)));
    }

    [Fact]
    public void Decide_CopyThatStartsForLongerThanTheGrace_StaysUntilItHasServedForTheGrace()
    {
        // Whoever activated it was told when it would be ready, and comes back then.
        var demand = DemandOf(Component.Policy, For(90, 0));

        Assert.Equal((1, ScalingReason.IdleGrace), Short(Decide(Component, demand, 1, new SupplyCount(0, 1, 0), Now.AddMinutes(-9))));
        Assert.Equal((1, ScalingReason.IdleGrace), Short(Decide(Component, demand, 1, Served(minutes: 4), Now.AddMinutes(-13))));
        Assert.Equal((0, ScalingReason.DemandFell), Short(Decide(Component, demand, 1, Served(minutes: 5), Now.AddMinutes(-14))));

        // One that failed is not tried again for nobody.
        Assert.Equal((0, ScalingReason.DemandFell), Short(Decide(Component, demand, 1, new SupplyCount(0, 0, 0), Now.AddMinutes(-9))));
        static SupplyCount Served(int minutes) => new(1, 0, 0) { ReadySince = Now.AddMinutes(-minutes) };
    }

    [Fact]
    public void Decide_MaximumZero_CannotBeActivated()
    {
        var decision = Decide(Component with { MaxCopies = 0 }, DemandOf(Component.Policy), 0, activatedAt: Now);

        Assert.Equal((0, ScalingLimit.MaxCopies), (decision.Wanted, decision.Limit));
    }

    [Fact]
    public void Decide_MinimumAboveZero_KnowsNoGrace()
    {
        var component = Component with { MinCopies = 1 };

        Assert.Equal((1, ScalingReason.WithinTolerance), Short(Decide(component, DemandOf(component.Policy, For(90, 8)), 1)));
        Assert.Equal(1, Decide(component, DemandOf(component.Policy, For(90, 0)), 1).Wanted);
        Assert.Equal(1, Decide(component, DemandOf(component.Policy, For(90, 0)), 2).Wanted);
    }

    [Fact]
    public void Decide_CopyLostWithinTheGrace_IsMissed()
    {
        var decision = Decide(Component, DemandOf(Component.Policy, [.. For(30, 8), .. For(10, 0)]), 1, new SupplyCount(0, 0, 0));

        Assert.Equal((1, ScalingReason.CopiesMissing), Short(decision));
    }

    [Fact]
    public void With_RequestsThatGiveUpWhereNoCopyIs_TeachNoServiceTime()
    {
        var start = Now.AddMinutes(-10);
        var served = ComponentDemandState.Start(Component.Policy, Period, start)
            .With([.. Enumerable.Range(0, 12).Select(i => new DemandSample(start + (i * Period), 5, 1))], Component.Policy, 12);
        var refused = served.With([.. Enumerable.Range(12, 30).Select(i => new DemandSample(start + (i * Period), 0.5, 1))], Component.Policy, 0);

        Assert.Equal(served.ServiceTime.Seconds, refused.ServiceTime.Seconds);
    }

    private static ScalingPolicy PolicyWith(int graceMinutes) => new() { ScaleToZero = new ScaleToZeroPolicy { IdleGrace = TimeSpan.FromMinutes(graceMinutes) } };

    private static (int Wanted, ScalingReason Reason) Short(ComponentDecision decision) => (decision.Wanted, decision.Reason);

    private static ComponentDecision Decide(
        ComponentSpec component, ComponentDemandState demand, int? before, SupplyCount? supply = null, DateTimeOffset? activatedAt = null, DateTimeOffset? now = null) =>
        WantedCopies.Decide(component, demand, supply ?? new SupplyCount(before ?? 0, 0, 0), before, default, new Steering(IsPaused: false, null, activatedAt), now ?? Now).Decision;
}
