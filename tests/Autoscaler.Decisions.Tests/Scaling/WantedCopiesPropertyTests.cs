using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Scaling;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Scaling;

/// <summary>What holds for any policy and any demand. Runs are seeded; a failure names its seed.</summary>
public sealed class WantedCopiesPropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Decide_AnyRun_StaysWithinBoundsAndLimits(int seed)
    {
        var random = new Random(seed);
        var component = AnyComponent(random);
        var run = new Run(component, random.Next(0, 30));
        var level = 0.0;
        for (var tick = 0; tick < 300; tick++)
        {
            level = random.Next(20) == 0 ? random.NextDouble() * 8 * component.MaxCopies : level;
            var before = run.Wanted ?? Math.Max(run.Supplied, component.MinCopies);
            var suppliedBefore = run.Supplied;
            var decision = run.Tick(random.Next(4) == 0 ? null : level * (0.8 + (0.4 * random.NextDouble())));
            var shrink = Math.Max(1, (int)((component.Policy.ScaleIn.MaxShrinkRatio * before) + 1e-9));
            var where = $"seed {seed}, tick {tick}: {before} -> {decision}";

            Assert.True(decision.Wanted >= component.MinCopies, where);
            Assert.True(decision.Wanted <= component.MaxCopies || decision.Wanted <= before - 1, where);
            Assert.True(decision.Wanted >= before - shrink, where);
            Assert.True(decision.Wanted >= before || run.Panic.Until is null || before > component.MaxCopies, where);
            Assert.True(decision.Wanted <= Math.Max(before, Math.Max(component.MinCopies, suppliedBefore + MaxGrowth(component, suppliedBefore))), where);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Decide_NoiseOfFivePercentAroundAnEquilibrium_NeverActs(int seed)
    {
        var random = new Random(seed);
        var copies = random.Next(1, 40);
        var component = SpecExamples.Component with { MinCopies = 0, MaxCopies = 100 };
        var run = new Run(component, copies) { Wanted = copies };
        for (var tick = 0; tick < 400; tick++)
        {
            // The harshest noise: long runs at either end.
            var noise = (tick / random.Next(1, 60) % 2 == 0 ? 1 : -1) * 0.05;
            var decision = run.Tick(copies * 8 * (1 + noise));

            Assert.True(decision.Wanted == copies, $"seed {seed}, tick {tick}: {decision}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Decide_SamplesThatGoMissing_NeverLowerWhatTheKnownOnesCallFor(int seed)
    {
        var random = new Random(seed);
        var copies = random.Next(2, 20);
        var component = SpecExamples.Component with { MinCopies = 0, MaxCopies = 100 };
        var run = new Run(component, copies) { Wanted = copies };
        for (var tick = 0; tick < 500; tick++)
        {
            // Demand stays; of its samples any share is lost, in runs of any length.
            var decision = run.Tick(random.NextDouble() < seed % 60 / 60.0 || tick / 50 % 3 == 2 ? null : copies * 8);

            Assert.True(decision.Wanted == copies, $"seed {seed}, tick {tick}: {decision}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Decide_MoreDemand_NeverWantsFewer(int seed)
    {
        var random = new Random(seed);
        var component = AnyComponent(random);
        var before = random.Next(component.MinCopies, component.MaxCopies + 1);
        double?[] samples = [.. Enumerable.Range(0, 90).Select(_ => random.Next(5) == 0 ? null : (double?)(random.NextDouble() * 8 * component.MaxCopies))];
        double?[] more = [.. samples.Select(sample => sample * (1 + random.NextDouble()))];
        var supply = new SupplyCount(before, 0, 0);

        var (less, _) = WantedCopies.Decide(component, DemandOf(component.Policy, samples), supply, before, default, default, Now);
        var (higher, _) = WantedCopies.Decide(component, DemandOf(component.Policy, more), supply, before, default, default, Now);

        Assert.True(higher.Wanted >= less.Wanted, $"seed {seed}: {less} against {higher}");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Decide_SteadyDemandForLong_IsSettledAndEnough(int seed)
    {
        var random = new Random(seed);
        var component = AnyComponent(random);
        var run = new Run(component, random.Next(0, 30));
        var demand = random.NextDouble() * 8 * component.MaxCopies;
        for (var tick = 0; tick < 900; tick++)
        {
            run.Tick(demand);
        }

        var target = component.Policy.TargetConcurrencyPerCopy * (1 + component.Policy.TargetTracking.ToleranceRatio);
        var least = Math.Clamp((int)Math.Ceiling((demand / target) - 1e-6), component.MinCopies, component.MaxCopies);
        Assert.True(run.Wanted >= least, $"seed {seed}: demand {demand} wants {run.Wanted}, at least {least}");
        var settled = run.Wanted;
        for (var tick = 0; tick < 60; tick++)
        {
            Assert.True(run.Tick(demand).Wanted == settled, $"seed {seed}, tick {tick}: {settled} -> {run.Wanted}");
        }
    }

    private static int MaxGrowth(ComponentSpec component, int supplied) => Math.Max(
        component.Policy.ScaleOut.AlwaysAllowedCopies, (int)Math.Ceiling(component.Policy.ScaleOut.MaxGrowthRatio * Math.Max(1, supplied)));

    private static ComponentSpec AnyComponent(Random random)
    {
        var min = random.Next(0, 4);
        return SpecExamples.Component with
        {
            MinCopies = min,
            MaxCopies = min + random.Next(1, 25),
            Policy = new ScalingPolicy
            {
                TargetConcurrencyPerCopy = 1 + (random.NextDouble() * 11),
                TargetTracking = new TargetTrackingPolicy { ToleranceRatio = random.NextDouble() * 0.3, Window = TimeSpan.FromSeconds(random.Next(1, 60)) },
                Panic = random.Next(3) == 0 ? null : new PanicPolicy { StableWindow = TimeSpan.FromSeconds(random.Next(30, 300)) },
                ScaleOut = new ScaleOutPolicy { AlwaysAllowedCopies = random.Next(1, 5), MaxGrowthRatio = 0.1 + (random.NextDouble() * 3) },
                ScaleIn = new ScaleInPolicy
                {
                    StabilizationWindow = TimeSpan.FromSeconds(random.Next(0, 600)), MaxShrinkRatio = 0.05 + (random.NextDouble() * 0.95),
                },
            },
        };
    }

    /// <summary>A component whose copies come and go at once, tick by tick.</summary>
    private sealed class Run(ComponentSpec component, int supplied)
    {
        private ComponentDemandState _demand = ComponentDemandState.Start(component.Policy, Period, Now);
        private DateTimeOffset _now = Now;

        public int Supplied { get; private set; } = supplied;

        public int? Wanted { get; set; }

        public PanicState Panic { get; private set; }

        public ComponentDecision Tick(double? concurrency)
        {
            _now += Period;
            if (concurrency is { } value)
            {
                _demand = _demand.With([new DemandSample(_now - Period, value, null)], component.Policy, double.PositiveInfinity);
            }

            var (decision, panic) = WantedCopies.Decide(component, _demand, new SupplyCount(Supplied, 0, 0), Wanted, Panic, default, _now);
            (Wanted, Supplied, Panic) = (decision.Wanted, decision.Wanted, panic);
            return decision;
        }
    }
}
