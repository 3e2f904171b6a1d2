using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Scaling;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Scaling;

/// <summary>What holds whatever people do, for any demand. Runs are seeded; a failure names its seed.</summary>
public sealed class SteeringPropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Decide_AnySteering_StaysWithinBounds_AndCopiesSetByHandBeatEveryRule(int seed)
    {
        var random = new Random(seed);
        var run = new Run(AnyComponent(random, random.Next(0, 4)));
        for (var tick = 0; tick < 400; tick++)
        {
            var before = run.Wanted;
            var steering = new Steering(random.Next(10) == 0, random.Next(4) == 0 ? random.Next(0, 40) : null, random.Next(6) == 0 ? run.Now : null);
            var decision = run.Tick(AnySample(random, 30), steering);
            var where = $"seed {seed}, tick {tick}: {before} -> {decision} under {steering}";
            var (wanted, reason) = (decision.Wanted, decision.Reason);

            if (steering.IsPaused)
            {
                Assert.True(reason == ScalingReason.Paused && (before is null || wanted == before) && decision.Limit == ScalingLimit.None, where);
            }
            else if (steering.Copies is { } copies)
            {
                Assert.True(reason == ScalingReason.Overridden && wanted == Math.Min(copies, run.Component.MaxCopies), where);
                Assert.True((decision.Limit == ScalingLimit.MaxCopies) == (copies > run.Component.MaxCopies), where);
            }
            else
            {
                Assert.True(wanted >= run.Component.MinCopies && wanted <= run.Component.MaxCopies && reason is not (ScalingReason.Paused or ScalingReason.Overridden), where);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Decide_MinimumZero_TheLastCopyGoesOnlyAfterTheGrace_AndComesAtTheFirstUse(int seed)
    {
        var random = new Random(seed);
        var component = AnyComponent(random, minCopies: 0);
        var run = new Run(component);
        var policy = component.Policy.ScaleToZero;
        DateTimeOffset? activatedAt = null;
        var (idle, hasGap, level, went, came) = (0, false, 0.0, 0, 0);
        for (var tick = 0; tick < 1500; tick++)
        {
            level = random.Next(40) == 0 ? (random.Next(2) * random.NextDouble() * 20) : level;
            activatedAt = random.Next(150) == 0 ? run.Now : activatedAt;
            double? sample = random.Next(200) == 0 ? null : level;
            var before = run.Wanted ?? 0;

            // As of the newest sample: one that has not come yet may be late; one that never came shows as a gap when the next one comes.
            idle = sample is null ? idle : sample > 0 ? 0 : hasGap ? 1 : idle + 1;
            hasGap = sample is null;

            var decision = run.Tick(sample, new Steering(IsPaused: false, null, activatedAt));

            var where = $"seed {seed}, tick {tick}: {before} -> {decision}, idle for {idle} periods under a grace of {policy.IdleGrace}, activated at {activatedAt:T}";
            var isHeld = run.Now - activatedAt < ScaleToZero.HoldOf(policy);
            if (decision.Wanted == 0)
            {
                Assert.False(isHeld, where);
                Assert.False(sample > 0, where);
                Assert.True(before == 0 || (idle > 0 && idle * Period >= policy.IdleGrace), where);
                went += before > 0 ? 1 : 0;
            }
            else
            {
                Assert.True(before > 0 || sample > 0 || isHeld || decision.Demand.Tracked > 0 || decision.Demand.Stable > 0, where);
                came += before == 0 ? 1 : 0;

                // The grace is over, with every window empty: nothing keeps it.
                Assert.True(isHeld || !(idle * Period >= policy.IdleGrace + TimeSpan.FromMinutes(20)), where);
            }
        }

        Assert.True(came > 0, $"seed {seed}: it never had a copy");
        Assert.True(went > 0 || policy.IdleGrace > TimeSpan.FromMinutes(4), $"seed {seed}: its last copy never went");
    }

    private static double? AnySample(Random random, double most) => random.Next(4) switch
    {
        0 => null,
        1 => 0,
        _ => random.NextDouble() * most,
    };

    private static ComponentSpec AnyComponent(Random random, int minCopies) => SpecExamples.Component with
    {
        MinCopies = minCopies,
        MaxCopies = minCopies + random.Next(1, 25),
        Policy = new ScalingPolicy
        {
            Panic = random.Next(3) == 0 ? null : new PanicPolicy(),
            ScaleIn = new ScaleInPolicy { StabilizationWindow = TimeSpan.FromSeconds(random.Next(0, 600)), MaxShrinkRatio = 0.05 + (random.NextDouble() * 0.95) },
            ScaleToZero = new ScaleToZeroPolicy { IdleGrace = TimeSpan.FromSeconds(random.Next(0, 600)) },
        },
    };

    /// <summary>A component whose copies come and go at once, tick by tick.</summary>
    private sealed class Run(ComponentSpec component)
    {
        private ComponentDemandState _demand = ComponentDemandState.Start(component.Policy, Period, SnapshotStart);
        private PanicState _panic;

        private static DateTimeOffset SnapshotStart => Autoscaler.Decisions.Tests.Examples.SnapshotExamples.Now;

        public ComponentSpec Component { get; } = component;

        public DateTimeOffset Now { get; private set; } = SnapshotStart;

        public int? Wanted { get; private set; }

        public ComponentDecision Tick(double? concurrency, Steering steering)
        {
            Now += Period;
            if (concurrency is { } value)
            {
                _demand = _demand.With([new DemandSample(Now - Period, value, null)], Component.Policy, double.PositiveInfinity);
            }

            var (decision, panic) = WantedCopies.Decide(Component, _demand, new SupplyCount(Wanted ?? 0, 0, 0), Wanted, _panic, steering, Now);
            (Wanted, _panic) = (decision.Wanted, panic);
            return decision;
        }
    }
}
