using System.Text.Json.Nodes;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Reading;

namespace Autoscaler.Documents.Writing;

/// <summary>Writes a component's policy, every field with its value.</summary>
internal static class PolicyWriter
{
    public static JsonObject Write(ScalingPolicy policy) => new()
    {
        ["targetConcurrencyPerCopy"] = DocumentNumber.Of(policy.TargetConcurrencyPerCopy),
        ["targetTracking"] = new JsonObject
        {
            ["toleranceRatio"] = DocumentNumber.Of(policy.TargetTracking.ToleranceRatio),
            ["window"] = DurationText.Of(policy.TargetTracking.Window),
        },
        ["panic"] = policy.Panic is { } panic ? Write(panic) : DocumentFields.Off,
        ["backlog"] = new JsonObject { ["drainWithin"] = DurationText.Of(policy.Backlog.DrainWithin) },
        ["scaleOut"] = new JsonObject
        {
            ["maxGrowthRatio"] = DocumentNumber.Of(policy.ScaleOut.MaxGrowthRatio),
            ["alwaysAllowedCopies"] = policy.ScaleOut.AlwaysAllowedCopies,
        },
        ["scaleIn"] = new JsonObject
        {
            ["stabilizationWindow"] = DurationText.Of(policy.ScaleIn.StabilizationWindow),
            ["maxShrinkRatio"] = DocumentNumber.Of(policy.ScaleIn.MaxShrinkRatio),
            ["drainDeadline"] = DurationText.Of(policy.ScaleIn.DrainDeadline),
        },
        ["missingDemand"] = new JsonObject
        {
            ["holdFor"] = DurationText.Of(policy.MissingDemand.HoldFor),
            ["fallbackCopies"] = policy.MissingDemand.FallbackCopies is { } copies ? copies : DocumentFields.None,
            ["fallbackAfter"] = DurationText.Of(policy.MissingDemand.FallbackAfter),
        },
        ["runaway"] = new JsonObject
        {
            ["maxFailures"] = policy.Runaway.MaxFailures,
            ["window"] = DurationText.Of(policy.Runaway.Window),
        },
        ["scaleToZero"] = new JsonObject { ["idleGrace"] = DurationText.Of(policy.ScaleToZero.IdleGrace) },
    };

    private static JsonObject Write(PanicPolicy panic) => new()
    {
        ["stableWindow"] = DurationText.Of(panic.StableWindow),
        ["panicWindow"] = DurationText.Of(panic.PanicWindow),
        ["thresholdRatio"] = DocumentNumber.Of(panic.ThresholdRatio),
    };
}
