using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Specs;

/// <summary>The rules of a component's scaling policy.</summary>
internal static class ScalingPolicyRules
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Checks the policy of a component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="prefix">What stands before the names of the component's fields.</param>
    /// <param name="errors">Takes the errors.</param>
    public static void Check(ComponentSpec component, string prefix, SpecErrorList errors)
    {
        var policy = component.Policy;
        var path = $"{prefix}policy";
        var target = policy.TargetConcurrencyPerCopy;

        errors.RequireAbove(target, 0, $"{path}.targetConcurrencyPerCopy");
        errors.Require(
            !(target > component.MaxConcurrencyPerCopy) || double.IsInfinity(target) || !(component.MaxConcurrencyPerCopy > 0),
            $"{path}.targetConcurrencyPerCopy", $"at most maxConcurrencyPerCopy, {SpecText.Of(component.MaxConcurrencyPerCopy)}", SpecText.Of(target),
            $"{prefix}maxConcurrencyPerCopy");
        CheckTargetTracking(policy.TargetTracking, $"{path}.targetTracking", errors);
        CheckPanic(policy.Panic, $"{path}.panic", errors);
        if (errors.RequirePresent(policy.Backlog, $"{path}.backlog"))
        {
            errors.RequireWithin(policy.Backlog.DrainWithin, TimeSpan.FromSeconds(10), Hour, $"{path}.backlog.drainWithin");
        }

        if (errors.RequirePresent(policy.ScaleOut, $"{path}.scaleOut"))
        {
            errors.RequireAbove(policy.ScaleOut.MaxGrowthRatio, 0, $"{path}.scaleOut.maxGrowthRatio");
            errors.RequireAtLeast(policy.ScaleOut.AlwaysAllowedCopies, 1, $"{path}.scaleOut.alwaysAllowedCopies");
        }

        CheckScaleIn(policy.ScaleIn, $"{path}.scaleIn", errors);
        CheckMissingDemand(policy.MissingDemand, component.MaxCopies, prefix, errors);
        if (errors.RequirePresent(policy.Runaway, $"{path}.runaway"))
        {
            errors.RequireWithin(policy.Runaway.MaxFailures, 1, 100, $"{path}.runaway.maxFailures");
            errors.RequireWithin(policy.Runaway.Window, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24), $"{path}.runaway.window");
        }

        if (errors.RequirePresent(policy.ScaleToZero, $"{path}.scaleToZero"))
        {
            errors.RequireWithin(policy.ScaleToZero.IdleGrace, TimeSpan.Zero, Hour, $"{path}.scaleToZero.idleGrace");
        }
    }

    private static void CheckTargetTracking(TargetTrackingPolicy? tracking, string path, SpecErrorList errors)
    {
        if (!errors.RequirePresent(tracking, path))
        {
            return;
        }

        errors.Require(
            tracking.ToleranceRatio is >= 0 and < 1,
            $"{path}.toleranceRatio", "a fraction, 0 or more and below 1", SpecText.Of(tracking.ToleranceRatio));
        errors.RequireWithin(tracking.Window, Second, Hour, $"{path}.window");
    }

    private static void CheckPanic(PanicPolicy? panic, string path, SpecErrorList errors)
    {
        if (panic is null)
        {
            return;
        }

        errors.Require(panic.StableWindow <= Hour, $"{path}.stableWindow", $"at most {SpecText.Of(Hour)}", SpecText.Of(panic.StableWindow));
        errors.Require(panic.PanicWindow >= Second, $"{path}.panicWindow", $"{SpecText.Of(Second)} or more", SpecText.Of(panic.PanicWindow));
        errors.Require(
            panic.StableWindow > panic.PanicWindow, $"{path}.stableWindow", $"longer than panicWindow, {SpecText.Of(panic.PanicWindow)}",
            SpecText.Of(panic.StableWindow), $"{path}.panicWindow");
        errors.RequireAbove(panic.ThresholdRatio, 1, $"{path}.thresholdRatio");
    }

    private static void CheckScaleIn(ScaleInPolicy? scaleIn, string path, SpecErrorList errors)
    {
        if (!errors.RequirePresent(scaleIn, path))
        {
            return;
        }

        errors.RequireWithin(scaleIn.StabilizationWindow, TimeSpan.Zero, Hour, $"{path}.stabilizationWindow");
        errors.Require(
            scaleIn.MaxShrinkRatio is > 0 and <= 1, $"{path}.maxShrinkRatio", "a fraction, above 0 and at most 1", SpecText.Of(scaleIn.MaxShrinkRatio));
        errors.RequireWithin(scaleIn.DrainDeadline, TimeSpan.Zero, Hour, $"{path}.drainDeadline");
    }

    private static void CheckMissingDemand(MissingDemandPolicy? missing, int maxCopies, string prefix, SpecErrorList errors)
    {
        var path = $"{prefix}policy.missingDemand";
        if (!errors.RequirePresent(missing, path))
        {
            return;
        }

        errors.RequireWithin(missing.HoldFor, TimeSpan.FromSeconds(20), Hour, $"{path}.holdFor");
        if (missing.FallbackCopies is { } copies)
        {
            errors.RequireAtLeast(copies, 0, $"{path}.fallbackCopies");
            errors.Require(
                copies <= maxCopies || maxCopies < 0, $"{path}.fallbackCopies", $"at most maxCopies, {SpecText.Of(maxCopies)}", SpecText.Of(copies),
                $"{prefix}maxCopies");
        }

        errors.Require(
            missing.FallbackAfter >= missing.HoldFor, $"{path}.fallbackAfter", $"at least holdFor, {SpecText.Of(missing.HoldFor)}",
            SpecText.Of(missing.FallbackAfter), $"{path}.holdFor");
    }
}
