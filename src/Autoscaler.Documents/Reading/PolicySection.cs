using Autoscaler.Contracts.Specs;

namespace Autoscaler.Documents.Reading;

/// <summary>Reads the <c>policy</c> of a component; what is absent has the contract's default.</summary>
internal static class PolicySection
{
    private static readonly ScalingPolicy Defaults = new();

    public static ScalingPolicy Read(DocumentFields fields)
    {
        var policy = new ScalingPolicy
        {
            TargetConcurrencyPerCopy = fields.Number("targetConcurrencyPerCopy", Defaults.TargetConcurrencyPerCopy),
            TargetTracking = ReadTargetTracking(fields.Section("targetTracking"), Defaults.TargetTracking),
            Panic = fields.OptionalSection("panic", DocumentFields.Off, isOffByDefault: false) is { } panic ? ReadPanic(panic, new PanicPolicy()) : null,
            Backlog = ReadBacklog(fields.Section("backlog"), Defaults.Backlog),
            ScaleOut = ReadScaleOut(fields.Section("scaleOut"), Defaults.ScaleOut),
            ScaleIn = ReadScaleIn(fields.Section("scaleIn"), Defaults.ScaleIn),
            MissingDemand = ReadMissingDemand(fields.Section("missingDemand"), Defaults.MissingDemand),
            Runaway = ReadRunaway(fields.Section("runaway"), Defaults.Runaway),
            ScaleToZero = ReadScaleToZero(fields.Section("scaleToZero"), Defaults.ScaleToZero),
        };
        fields.Finish();
        return policy;
    }

    private static TargetTrackingPolicy ReadTargetTracking(DocumentFields fields, TargetTrackingPolicy defaults)
    {
        var policy = new TargetTrackingPolicy
        {
            ToleranceRatio = fields.Number("toleranceRatio", defaults.ToleranceRatio),
            Window = fields.Duration("window", defaults.Window),
        };
        fields.Finish();
        return policy;
    }

    private static PanicPolicy ReadPanic(DocumentFields fields, PanicPolicy defaults)
    {
        var policy = new PanicPolicy
        {
            StableWindow = fields.Duration("stableWindow", defaults.StableWindow),
            PanicWindow = fields.Duration("panicWindow", defaults.PanicWindow),
            ThresholdRatio = fields.Number("thresholdRatio", defaults.ThresholdRatio),
        };
        fields.Finish();
        return policy;
    }

    private static BacklogPolicy ReadBacklog(DocumentFields fields, BacklogPolicy defaults)
    {
        var policy = new BacklogPolicy { DrainWithin = fields.Duration("drainWithin", defaults.DrainWithin) };
        fields.Finish();
        return policy;
    }

    private static ScaleOutPolicy ReadScaleOut(DocumentFields fields, ScaleOutPolicy defaults)
    {
        var policy = new ScaleOutPolicy
        {
            MaxGrowthRatio = fields.Number("maxGrowthRatio", defaults.MaxGrowthRatio),
            AlwaysAllowedCopies = fields.Integer("alwaysAllowedCopies", defaults.AlwaysAllowedCopies),
        };
        fields.Finish();
        return policy;
    }

    private static ScaleInPolicy ReadScaleIn(DocumentFields fields, ScaleInPolicy defaults)
    {
        var policy = new ScaleInPolicy
        {
            StabilizationWindow = fields.Duration("stabilizationWindow", defaults.StabilizationWindow),
            MaxShrinkRatio = fields.Number("maxShrinkRatio", defaults.MaxShrinkRatio),
            DrainDeadline = fields.Duration("drainDeadline", defaults.DrainDeadline),
        };
        fields.Finish();
        return policy;
    }

    private static MissingDemandPolicy ReadMissingDemand(DocumentFields fields, MissingDemandPolicy defaults)
    {
        var policy = new MissingDemandPolicy
        {
            HoldFor = fields.Duration("holdFor", defaults.HoldFor),
            FallbackCopies = fields.OptionalInteger("fallbackCopies"),
            FallbackAfter = fields.Duration("fallbackAfter", defaults.FallbackAfter),
        };
        fields.Finish();
        return policy;
    }

    private static RunawayPolicy ReadRunaway(DocumentFields fields, RunawayPolicy defaults)
    {
        var policy = new RunawayPolicy
        {
            MaxFailures = fields.Integer("maxFailures", defaults.MaxFailures),
            Window = fields.Duration("window", defaults.Window),
        };
        fields.Finish();
        return policy;
    }

    private static ScaleToZeroPolicy ReadScaleToZero(DocumentFields fields, ScaleToZeroPolicy defaults)
    {
        var policy = new ScaleToZeroPolicy { IdleGrace = fields.Duration("idleGrace", defaults.IdleGrace) };
        fields.Finish();
        return policy;
    }
}
