using Autoscaler.Cli.Conventions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cli.ColdStart;

/// <summary>The yardstick as JSON shows it.</summary>
internal sealed record YardstickDocument
{
    public required string Case { get; init; }

    public required string InstanceType { get; init; }

    public required double ImageGb { get; init; }

    public required double WeightsGb { get; init; }

    /// <summary>The provider's published start from its image cache: what is to beat.</summary>
    public required double ProviderSeconds { get; init; }

    public required double TargetSeconds { get; init; }

    public required ImmutableArray<YardstickStartShape> Starts { get; init; }

    /// <summary>Image and weights from the endpoint's own cache, by mechanisms with a published rate.</summary>
    public required ImmutableArray<ContenderShape> Contenders { get; init; }

    public static YardstickDocument Of(Yardstick yardstick) => new()
    {
        Case = yardstick.Provider.Case,
        InstanceType = yardstick.Provider.InstanceType.Value,
        ImageGb = yardstick.Provider.Image.Gigabytes,
        WeightsGb = yardstick.Provider.Weights.Gigabytes,
        ProviderSeconds = Rounded.Seconds(yardstick.Provider.Published),
        TargetSeconds = Rounded.Seconds(Yardstick.Target),
        Starts = [.. yardstick.Starts.Select(YardstickStartShape.Of)],
        Contenders = [.. yardstick.Contenders.Select(start => ContenderShape.Of(yardstick, start))],
    };
}

/// <summary>One way to start.</summary>
internal sealed record YardstickStartShape
{
    public required string Mechanism { get; init; }

    /// <summary>Of restored volumes, MiB/s; null where nothing hydrates at a provisioned rate.</summary>
    public required double? ProvisionedMibPerSecond { get; init; }

    /// <summary><c>fetched</c>, <c>on disk</c>, or the mechanism of their volume.</summary>
    public required string Weights { get; init; }

    public required bool WeightsCached { get; init; }

    public required bool NewInstance { get; init; }

    public required double ExpectedSeconds { get; init; }

    public required double LowSeconds { get; init; }

    public required double HighSeconds { get; init; }

    public required double? PublishedSeconds { get; init; }

    /// <summary>Every stage, overlapping as they do.</summary>
    public required ImmutableArray<PhaseShape> Phases { get; init; }

    /// <summary>Every second once, with its sources.</summary>
    public required ImmutableArray<WaitShape> Waits { get; init; }

    public static YardstickStartShape Of(YardstickStart start) => new()
    {
        Mechanism = MechanismNames.NameOf(start.Query.Mechanism),
        ProvisionedMibPerSecond = StartText.ProvisionedMebibytesPerSecond(start.Query, start.Rates),
        Weights = StartText.WeightsOf(start.Query),
        WeightsCached = start.Query.WeightsVolume is not null || start.Query.WeightsOnDisk,
        NewInstance = start.Query.NewInstance,
        ExpectedSeconds = Rounded.Seconds(start.Estimate.Expected),
        LowSeconds = Rounded.Seconds(start.Estimate.Low),
        HighSeconds = Rounded.Seconds(start.Estimate.High),
        PublishedSeconds = start.Published is { } published ? Rounded.Seconds(published) : null,
        Phases = PhaseShape.Of(start.Estimate.Phases),
        Waits = WaitShape.Of(start.Query, start.Estimate, start.Rates),
    };
}

/// <summary>A start from the endpoint's own cache beside the provider's.</summary>
internal sealed record ContenderShape
{
    public required string Mechanism { get; init; }

    public required double ExpectedSeconds { get; init; }

    public required double LowSeconds { get; init; }

    public required double HighSeconds { get; init; }

    public required double SavedSeconds { get; init; }

    /// <summary>What stages would have to shrink to; empty when the start is short enough already.</summary>
    public required ImmutableArray<TargetShape> ToReachTarget { get; init; }

    public static ContenderShape Of(Yardstick yardstick, YardstickStart start) => new()
    {
        Mechanism = MechanismNames.NameOf(start.Query.Mechanism),
        ExpectedSeconds = Rounded.Seconds(start.Estimate.Expected),
        LowSeconds = Rounded.Seconds(start.Estimate.Low),
        HighSeconds = Rounded.Seconds(start.Estimate.High),
        SavedSeconds = Rounded.Seconds(yardstick.Provider.Published - start.Estimate.Expected),
        ToReachTarget = [.. Yardstick.TargetsOf(start).Select(TargetShape.Of)],
    };
}

/// <summary>What a stage would have to shrink to.</summary>
internal sealed record TargetShape(string Phase, double NowSeconds, double? AloneSeconds, double? WithOtherTransfersSeconds, double ReadyWithoutSeconds)
{
    public static TargetShape Of(PhaseTarget target) => new(
        CaseName.Of(target.Phase),
        Rounded.Seconds(target.Now),
        target.Alone is { } alone ? Rounded.Seconds(alone) : null,
        target.WithOtherTransfers is { } together ? Rounded.Seconds(together) : null,
        Rounded.Seconds(target.ReadyWithout));
}
