using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Decisions.Scaling;

/// <summary>
/// How many copies of a component are wanted: each rule proposes, the largest wins, then bounds, rate limits and stabilization. A pause and copies set by hand come before
/// all rules.
/// </summary>
public static class WantedCopies
{
    // A quotient that is whole but for rounding is whole.
    private const double Fuzz = 1e-9;

    /// <summary>Decides for one component.</summary>
    /// <param name="spec">The component.</param>
    /// <param name="demand">What is known of its demand.</param>
    /// <param name="supply">Its copies.</param>
    /// <param name="previous">What was wanted until now; null before the first decision.</param>
    /// <param name="panic">What panic remembers.</param>
    /// <param name="steering">What people ask.</param>
    /// <param name="now">UTC.</param>
    /// <returns>The decision, and what panic remembers now.</returns>
    public static (ComponentDecision Decision, PanicState Panic) Decide(
        ComponentSpec spec, ComponentDemandState demand, SupplyCount supply, int? previous, PanicState panic, Steering steering, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(demand);
        var policy = spec.Policy;
        var baseline = previous ?? Math.Max(supply.Supplied, spec.MinCopies);
        var reading = demand.Read(policy);
        panic = panic.Until > now ? panic : default;
        var (wanted, reason, limit) = steering switch
        {
            { IsPaused: true } => (baseline, ScalingReason.Paused, ScalingLimit.None),
            { Copies: { } copies } => copies > spec.MaxCopies ? (spec.MaxCopies, ScalingReason.Overridden, ScalingLimit.MaxCopies) : (copies, ScalingReason.Overridden, ScalingLimit.None),
            _ => ByRules(spec, demand, reading, supply, baseline, ref panic, steering.ActivatedAt, now),
        };
        var decision = new ComponentDecision
        {
            Component = spec.Name,
            Wanted = wanted,
            Ready = supply.Ready,
            Coming = supply.Coming,
            Draining = supply.Draining,
            Reason = reason,
            Limit = limit,
            Demand = reading,
        };
        return (decision, panic);
    }

    private static (int Wanted, ScalingReason Reason, ScalingLimit Limit) ByRules(
        ComponentSpec spec, ComponentDemandState demand, in DemandReading reading, SupplyCount supply, int baseline, ref PanicState panic, DateTimeOffset? activatedAt,
        DateTimeOffset now)
    {
        var policy = spec.Policy;
        var isUnknown = IsUnknown(reading, policy, demand.Window.Period, now);
        var (wanted, reason) = isUnknown
            ? WhileUnknown(reading, policy.MissingDemand, demand, baseline, now)
            : WhileKnown(policy, reading, supply, baseline, ref panic, now);
        if (spec.MinCopies == 0)
        {
            (wanted, reason) = baseline == 0
                ? FirstCopy(wanted, reason, isUsed: !isUnknown && (wanted > 0 || demand.Idle.Periods == 0), ScaleToZero.IsHeld(policy.ScaleToZero, activatedAt, now))
                : LastCopy(policy, reading, baseline, wanted, reason, ScaleToZero.MayGo(policy.ScaleToZero, demand, supply, activatedAt, now));
        }

        var limit = ScalingLimit.None;
        Bound(spec, supply, baseline, ref wanted, ref reason, ref limit);
        Limit(policy, supply, baseline, ref wanted, ref limit, spec.MinCopies);
        var stays = reason is ScalingReason.WithinTolerance or ScalingReason.Stabilizing or ScalingReason.DemandUnknown or ScalingReason.IdleGrace;
        return wanted == baseline && supply.Supplied < wanted && stays
            ? (wanted, supply.Supplied < spec.MinCopies ? ScalingReason.BelowMinimum : ScalingReason.CopiesMissing, limit)
            : (wanted, reason, limit);
    }

    // Metrics of a minute come a minute apart and late on top: a sample is not missing before two more should have come.
    private static bool IsUnknown(in DemandReading reading, ScalingPolicy policy, TimeSpan period, DateTimeOffset now)
    {
        var patience = policy.MissingDemand.HoldFor > 3 * period ? policy.MissingDemand.HoldFor : 3 * period;
        return reading.Tracked is null || now - (reading.NewestSampleStart!.Value + period) > patience;
    }

    private static (int Wanted, ScalingReason Reason) WhileUnknown(
        in DemandReading reading, MissingDemandPolicy missing, ComponentDemandState demand, int baseline, DateTimeOffset now)
    {
        var unknownSince = reading.NewestSampleStart is { } newest ? newest + demand.Window.Period : demand.WatchedSince;
        return missing.FallbackCopies is { } fallback && fallback > baseline && now - unknownSince > missing.FallbackAfter
            ? (fallback, ScalingReason.Fallback)
            : (baseline, ScalingReason.DemandUnknown);
    }

    private static (int Wanted, ScalingReason Reason) WhileKnown(
        ScalingPolicy policy, in DemandReading reading, SupplyCount supply, int baseline, ref PanicState panic, DateTimeOffset now)
    {
        var wanted = baseline;
        var reason = ScalingReason.WithinTolerance;
        var target = policy.TargetConcurrencyPerCopy;
        var tolerated = baseline * target * (1 + policy.TargetTracking.ToleranceRatio);
        if (policy.Panic is { } panicPolicy)
        {
            if (reading.Stable > tolerated)
            {
                wanted = CopiesFor(reading.Stable.Value, target);
                reason = ScalingReason.StableWindow;
            }

            panic = NextPanic(panicPolicy, reading, target, supply, panic, now);
            if (panic.Until is not null && panic.Copies > wanted)
            {
                wanted = panic.Copies;
                reason = ScalingReason.Panic;
            }
        }

        if (reading.Tracked > tolerated && CopiesFor(reading.Tracked.Value, target) is var tracked && tracked > wanted)
        {
            wanted = tracked;
            reason = ScalingReason.TargetExceeded;
        }

        return wanted > baseline || panic.Until is not null ? (wanted, wanted > baseline ? reason : ScalingReason.Panic) : ScaleIn(policy, reading, baseline);
    }

    private static PanicState NextPanic(
        PanicPolicy policy, in DemandReading reading, double target, SupplyCount supply, PanicState panic, DateTimeOffset now)
    {
        if (reading.Panic is not { } demand)
        {
            return panic;
        }

        var copies = CopiesFor(demand, target);

        // Not of the rounded copies: one copy at 1.01 of its target is no panic.
        var over = demand >= policy.ThresholdRatio * target * Math.Max(1, supply.Supplied);
        return over || panic.Until is not null
            ? new PanicState(over ? now + policy.StableWindow : panic.Until, Math.Max(panic.Copies, copies))
            : default;
    }

    private static (int Wanted, ScalingReason Reason) ScaleIn(ScalingPolicy policy, in DemandReading reading, int baseline)
    {
        var target = policy.TargetConcurrencyPerCopy;
        var below = baseline * target * (1 - policy.TargetTracking.ToleranceRatio);

        // The largest proposal wins here too: what another window still calls for would be ordered again at once.
        if (reading.Peak is { } peak && Largest(Largest(peak, reading.Stable), reading.Panic) is var demand && demand < below
            && CopiesFor(demand, target) is var wanted && wanted < baseline)
        {
            return (wanted, ScalingReason.DemandFell);
        }

        return reading.Tracked < below && CopiesFor(reading.Tracked.Value, target) < baseline
            ? (baseline, ScalingReason.Stabilizing)
            : (baseline, ScalingReason.WithinTolerance);
    }

    private static (int Wanted, ScalingReason Reason) FirstCopy(int wanted, ScalingReason reason, bool isUsed, bool isHeld) =>
        wanted <= 1 && (isUsed || isHeld) ? (1, ScalingReason.Activated) : (wanted, reason);

    // For the last copy the idle grace stands in for the stabilization window.
    private static (int Wanted, ScalingReason Reason) LastCopy(
        ScalingPolicy policy, in DemandReading reading, int baseline, int wanted, ScalingReason reason, bool mayGo)
    {
        if (wanted == 0 && !mayGo)
        {
            return (1, baseline == 1 ? ScalingReason.IdleGrace : reason);
        }

        // With one copy, to stabilize is to want none.
        if (baseline > 1 || reason != ScalingReason.Stabilizing)
        {
            return (wanted, reason);
        }

        return mayGo && CopiesFor(Largest(Largest(0, reading.Stable), reading.Panic), policy.TargetConcurrencyPerCopy) == 0
            ? (0, ScalingReason.DemandFell)
            : (1, ScalingReason.IdleGrace);
    }

    private static void Bound(ComponentSpec spec, SupplyCount supply, int baseline, ref int wanted, ref ScalingReason reason, ref ScalingLimit limit)
    {
        if (wanted > spec.MaxCopies)
        {
            reason = supply.Supplied > spec.MaxCopies && wanted <= baseline ? ScalingReason.AboveMaximum : reason;
            limit = ScalingLimit.MaxCopies;
            wanted = spec.MaxCopies;
        }
        else if (wanted < spec.MinCopies)
        {
            reason = baseline < spec.MinCopies ? ScalingReason.BelowMinimum : reason;
            wanted = spec.MinCopies;
        }
    }

    private static void Limit(ScalingPolicy policy, SupplyCount supply, int baseline, ref int wanted, ref ScalingLimit limit, int minCopies)
    {
        var growth = Math.Max(policy.ScaleOut.AlwaysAllowedCopies, Math.Ceiling((policy.ScaleOut.MaxGrowthRatio * Math.Max(1, supply.Supplied)) - Fuzz));
        var most = Math.Max(supply.Supplied + growth, minCopies);
        if (wanted > most && wanted > baseline)
        {
            wanted = Math.Max(baseline, (int)most);
            limit = ScalingLimit.Growth;
        }

        var least = baseline - Math.Max(1, (int)((policy.ScaleIn.MaxShrinkRatio * baseline) + Fuzz));
        if (wanted < least)
        {
            wanted = least;
            limit = ScalingLimit.Shrink;
        }
    }

    private static double Largest(double demand, double? other) => other > demand ? other.Value : demand;

    private static int CopiesFor(double demand, double target) => (int)Math.Min(int.MaxValue, Math.Ceiling((demand / target) - Fuzz));
}
