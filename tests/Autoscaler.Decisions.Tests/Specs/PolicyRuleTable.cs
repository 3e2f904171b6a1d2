using Autoscaler.Contracts.Specs;
using static Autoscaler.Decisions.Tests.Specs.SpecExamples;

namespace Autoscaler.Decisions.Tests.Specs;

/// <summary>The rules of a component's policy.</summary>
internal static class PolicyRuleTable
{
    private const string Path = "components[0].policy";

    public static IEnumerable<SpecRule> All =>
    [
        Rule("target is above 0", "targetConcurrencyPerCopy",
            p => p with { TargetConcurrencyPerCopy = 0.01 }, p => p with { TargetConcurrencyPerCopy = 0 }),
        Rule("target is a number", "targetConcurrencyPerCopy", p => p, p => p with { TargetConcurrencyPerCopy = double.NaN }),
        Rule("target is finite", "targetConcurrencyPerCopy", p => p, p => p with { TargetConcurrencyPerCopy = double.PositiveInfinity }),
        Rule("target is at most the concurrency", "targetConcurrencyPerCopy",
            p => p with { TargetConcurrencyPerCopy = 12 }, p => p with { TargetConcurrencyPerCopy = 12.5 }),
        Rule("target tracking is there", "targetTracking", p => p, p => p with { TargetTracking = null! }),
        Rule("tolerance is 0 or more", "targetTracking.toleranceRatio",
            p => Tracking(p, t => t with { ToleranceRatio = 0 }), p => Tracking(p, t => t with { ToleranceRatio = -0.01 })),
        Rule("tolerance is below 1", "targetTracking.toleranceRatio",
            p => Tracking(p, t => t with { ToleranceRatio = 0.99 }), p => Tracking(p, t => t with { ToleranceRatio = 1 })),
        Rule("tolerance is a number", "targetTracking.toleranceRatio", p => p, p => Tracking(p, t => t with { ToleranceRatio = double.NaN })),
        Rule("window is 1 s or more", "targetTracking.window",
            p => Tracking(p, t => t with { Window = Seconds(1) }), p => Tracking(p, t => t with { Window = Seconds(0.9) })),
        Rule("window is at most 1 h", "targetTracking.window",
            p => Tracking(p, t => t with { Window = Seconds(3_600) }), p => Tracking(p, t => t with { Window = Seconds(3_601) })),
        Rule("stable window is longer than panic", "panic.stableWindow",
            p => p with { Panic = null }, p => Panic(p, q => q with { PanicWindow = Seconds(60) })),
        Rule("stable window is at most 1 h", "panic.stableWindow",
            p => Panic(p, q => q with { StableWindow = Seconds(3_600) }), p => Panic(p, q => q with { StableWindow = Seconds(3_601) })),
        Rule("panic window is 1 s or more", "panic.panicWindow",
            p => Panic(p, q => q with { PanicWindow = Seconds(1) }), p => Panic(p, q => q with { PanicWindow = Seconds(0) })),
        Rule("threshold is above 1", "panic.thresholdRatio",
            p => Panic(p, q => q with { ThresholdRatio = 1.01 }), p => Panic(p, q => q with { ThresholdRatio = 1 })),
        Rule("threshold is finite", "panic.thresholdRatio", p => p, p => Panic(p, q => q with { ThresholdRatio = double.PositiveInfinity })),
        Rule("backlog is there", "backlog", p => p, p => p with { Backlog = null! }),
        Rule("drain is 10 s or more", "backlog.drainWithin", p => Drain(p, 10), p => Drain(p, 9)),
        Rule("drain is at most 1 h", "backlog.drainWithin", p => Drain(p, 3_600), p => Drain(p, 3_601)),
        Rule("scale-out is there", "scaleOut", p => p, p => p with { ScaleOut = null! }),
        Rule("growth is above 0", "scaleOut.maxGrowthRatio",
            p => Out(p, s => s with { MaxGrowthRatio = 0.1 }), p => Out(p, s => s with { MaxGrowthRatio = 0 })),
        Rule("growth is finite", "scaleOut.maxGrowthRatio", p => p, p => Out(p, s => s with { MaxGrowthRatio = double.PositiveInfinity })),
        Rule("one copy is allowed", "scaleOut.alwaysAllowedCopies",
            p => Out(p, s => s with { AlwaysAllowedCopies = 1 }), p => Out(p, s => s with { AlwaysAllowedCopies = 0 })),
        Rule("scale-in is there", "scaleIn", p => p, p => p with { ScaleIn = null! }),
        Rule("stabilization is 0 s or more", "scaleIn.stabilizationWindow",
            p => In(p, s => s with { StabilizationWindow = Seconds(0) }), p => In(p, s => s with { StabilizationWindow = Seconds(-1) })),
        Rule("stabilization is at most 1 h", "scaleIn.stabilizationWindow",
            p => In(p, s => s with { StabilizationWindow = Seconds(3_600) }), p => In(p, s => s with { StabilizationWindow = Seconds(3_601) })),
        Rule("shrink is above 0", "scaleIn.maxShrinkRatio",
            p => In(p, s => s with { MaxShrinkRatio = 0.01 }), p => In(p, s => s with { MaxShrinkRatio = 0 })),
        Rule("shrink is at most 1", "scaleIn.maxShrinkRatio",
            p => In(p, s => s with { MaxShrinkRatio = 1 }), p => In(p, s => s with { MaxShrinkRatio = 1.01 })),
        Rule("shrink is a number", "scaleIn.maxShrinkRatio", p => p, p => In(p, s => s with { MaxShrinkRatio = double.NaN })),
        Rule("drain deadline is 0 s or more", "scaleIn.drainDeadline",
            p => In(p, s => s with { DrainDeadline = Seconds(0) }), p => In(p, s => s with { DrainDeadline = Seconds(-1) })),
        Rule("drain deadline is at most 1 h", "scaleIn.drainDeadline",
            p => In(p, s => s with { DrainDeadline = Seconds(3_600) }), p => In(p, s => s with { DrainDeadline = Seconds(3_601) })),
        Rule("missing demand is there", "missingDemand", p => p, p => p with { MissingDemand = null! }),
        Rule("hold is 20 s or more", "missingDemand.holdFor",
            p => Missing(p, m => m with { HoldFor = Seconds(20) }), p => Missing(p, m => m with { HoldFor = Seconds(19) })),
        Rule("hold is at most 1 h", "missingDemand.holdFor",
            p => Missing(p, m => m with { HoldFor = Seconds(3_600), FallbackAfter = Seconds(3_600) }),
            p => Missing(p, m => m with { HoldFor = Seconds(3_601), FallbackAfter = Seconds(3_601) })),
        Rule("fallback copies are 0 or more", "missingDemand.fallbackCopies",
            p => Missing(p, m => m with { FallbackCopies = 0 }), p => Missing(p, m => m with { FallbackCopies = -1 })),
        Rule("fallback copies are at most max", "missingDemand.fallbackCopies",
            p => Missing(p, m => m with { FallbackCopies = 100 }), p => Missing(p, m => m with { FallbackCopies = 101 })),
        Rule("fallback is not before hold ends", "missingDemand.fallbackAfter",
            p => Missing(p, m => m with { FallbackAfter = Seconds(90) }), p => Missing(p, m => m with { FallbackAfter = Seconds(89) })),
        Rule("runaway is there", "runaway", p => p, p => p with { Runaway = null! }),
        Rule("failures are 1 or more", "runaway.maxFailures",
            p => Runaway(p, r => r with { MaxFailures = 1 }), p => Runaway(p, r => r with { MaxFailures = 0 })),
        Rule("failures are at most 100", "runaway.maxFailures",
            p => Runaway(p, r => r with { MaxFailures = 100 }), p => Runaway(p, r => r with { MaxFailures = 101 })),
        Rule("failure window is 1 min or more", "runaway.window",
            p => Runaway(p, r => r with { Window = Seconds(60) }), p => Runaway(p, r => r with { Window = Seconds(59) })),
        Rule("failure window is at most 24 h", "runaway.window",
            p => Runaway(p, r => r with { Window = Seconds(86_400) }), p => Runaway(p, r => r with { Window = Seconds(86_401) })),
        Rule("scale to zero is there", "scaleToZero", p => p, p => p with { ScaleToZero = null! }),
        Rule("idle grace is 0 s or more", "scaleToZero.idleGrace", p => Idle(p, 0), p => Idle(p, -1)),
        Rule("idle grace is at most 1 h", "scaleToZero.idleGrace", p => Idle(p, 3_600), p => Idle(p, 3_601)),
    ];

    private static SpecRule Rule(string name, string field, Func<ScalingPolicy, ScalingPolicy> passing, Func<ScalingPolicy, ScalingPolicy> failing) =>
        new(name, $"{Path}.{field}", WithPolicy(passing), WithPolicy(failing));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static ScalingPolicy Tracking(ScalingPolicy policy, Func<TargetTrackingPolicy, TargetTrackingPolicy> change) =>
        policy with { TargetTracking = change(policy.TargetTracking) };

    private static ScalingPolicy Panic(ScalingPolicy policy, Func<PanicPolicy, PanicPolicy> change) => policy with { Panic = change(policy.Panic!) };

    private static ScalingPolicy Drain(ScalingPolicy policy, double seconds) =>
        policy with { Backlog = new BacklogPolicy { DrainWithin = Seconds(seconds) } };

    private static ScalingPolicy Idle(ScalingPolicy policy, double seconds) =>
        policy with { ScaleToZero = new ScaleToZeroPolicy { IdleGrace = Seconds(seconds) } };

    private static ScalingPolicy Out(ScalingPolicy policy, Func<ScaleOutPolicy, ScaleOutPolicy> change) =>
        policy with { ScaleOut = change(policy.ScaleOut) };

    private static ScalingPolicy In(ScalingPolicy policy, Func<ScaleInPolicy, ScaleInPolicy> change) =>
        policy with { ScaleIn = change(policy.ScaleIn) };

    private static ScalingPolicy Missing(ScalingPolicy policy, Func<MissingDemandPolicy, MissingDemandPolicy> change) =>
        policy with { MissingDemand = change(policy.MissingDemand) };

    private static ScalingPolicy Runaway(ScalingPolicy policy, Func<RunawayPolicy, RunawayPolicy> change) =>
        policy with { Runaway = change(policy.Runaway) };
}
