using Autoscaler.Cli.Conventions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;
using Autoscaler.Decisions.Startup.Calibration;

namespace Autoscaler.Cli.ColdStart;

/// <summary><c>coldstart --json</c>.</summary>
internal sealed record CalibrationDocument
{
    public required ImmutableArray<ParameterShape> Parameters { get; init; }

    /// <summary>How many of them predict the published uncached rows.</summary>
    public required int ParameterCount { get; init; }

    public required ImmutableArray<CaseShape> Cases { get; init; }

    /// <summary>Of the uncached SageMaker rows; SOCI's pulls are not in it.</summary>
    public required ErrorShape HeldOutErrorRatio { get; init; }

    public required ImmutableArray<ExplanationShape> Explanations { get; init; }

    /// <summary>The explanation the model uses.</summary>
    public required string Winner { get; init; }

    public required string WinnerRule { get; init; }

    /// <summary>The published case by every mechanism, with its weights fetched and cached.</summary>
    public required YardstickDocument Yardstick { get; init; }

    public static CalibrationDocument Of(CalibrationReport report) => new()
    {
        Parameters = ParameterShape.Of(StartupRates.Default),
        ParameterCount = report.Winner.ParameterCount,
        Cases = [.. report.Cases.Select(CaseShape.Of)],
        HeldOutErrorRatio = new(Rounded.Ratio(report.Winner.Median), Rounded.Ratio(report.Winner.Worst), Rounded.Ratio(report.Winner.Mean)),
        Explanations = [.. report.Explanations.Select(ExplanationShape.Of)],
        Winner = report.Winner.Name,
        WinnerRule = CalibrationTables.WinnerRule,
        Yardstick = YardstickDocument.Of(ColdStart.Yardstick.Of()),
    };
}

/// <summary>Sizes of held-out errors.</summary>
internal sealed record ErrorShape(double Median, double Worst, double Mean);

/// <summary>A published row beside the model's answer.</summary>
internal sealed record CaseShape
{
    public required string Set { get; init; }

    public required string Case { get; init; }

    public required string InstanceType { get; init; }

    public required double ImageGb { get; init; }

    public required double WeightsGb { get; init; }

    public required string Mechanism { get; init; }

    public required double PublishedSeconds { get; init; }

    /// <summary>For a held-out row, from rates that have not seen it.</summary>
    public required double ModelledSeconds { get; init; }

    /// <summary>From the default rates, which have seen every SageMaker row.</summary>
    public required double InSampleSeconds { get; init; }

    public required double LowSeconds { get; init; }

    public required double HighSeconds { get; init; }

    public required double ErrorRatio { get; init; }

    public required bool HeldOut { get; init; }

    public required ImmutableArray<PhaseShape> Phases { get; init; }

    /// <summary>Lengths of stages that were published.</summary>
    public required ImmutableArray<PublishedPhaseShape> PublishedPhases { get; init; }

    public static CaseShape Of(CalibrationCase row) => new()
    {
        Set = CaseName.Of(row.Published.Set),
        Case = row.Published.Case,
        InstanceType = row.Published.InstanceType.Value,
        ImageGb = row.Published.Image.Gigabytes,
        WeightsGb = row.Published.Weights.Gigabytes,
        Mechanism = MechanismNames.NameOf(row.Published.Mechanism),
        PublishedSeconds = Rounded.Seconds(row.Published.Published),
        ModelledSeconds = Rounded.Seconds(row.Modelled.Expected),
        InSampleSeconds = Rounded.Seconds(row.InSample),
        LowSeconds = Rounded.Seconds(row.Modelled.Low),
        HighSeconds = Rounded.Seconds(row.Modelled.High),
        ErrorRatio = Rounded.Ratio(row.ErrorRatio),
        HeldOut = row.IsHeldOut,
        Phases = PhaseShape.Of(row.Modelled.Phases),
        PublishedPhases =
        [
            .. row.Published.Phases.Select(phase => new PublishedPhaseShape(CaseName.Of(phase.Phase), Rounded.Seconds(phase.Duration))),
        ],
    };
}

/// <summary>A stage whose length was published.</summary>
internal sealed record PublishedPhaseShape(string Name, double Seconds);

/// <summary>One of the rival explanations.</summary>
internal sealed record ExplanationShape
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required int ParameterCount { get; init; }

    public required double Median { get; init; }

    public required double Worst { get; init; }

    public required double Mean { get; init; }

    /// <summary>Signed, of the uncached SageMaker rows in their order.</summary>
    public required ImmutableArray<double> HeldOutErrorRatios { get; init; }

    /// <summary>Signed, of SOCI's two plain pulls.</summary>
    public required ImmutableArray<double> PullErrorRatios { get; init; }

    public static ExplanationShape Of(ExplanationScore score) => new()
    {
        Name = score.Name,
        Description = score.Description,
        ParameterCount = score.ParameterCount,
        Median = Rounded.Ratio(score.Median),
        Worst = Rounded.Ratio(score.Worst),
        Mean = Rounded.Ratio(score.Mean),
        HeldOutErrorRatios = [.. score.HeldOutErrorRatios.Select(Rounded.Ratio)],
        PullErrorRatios = [.. score.PullErrorRatios.Select(Rounded.Ratio)],
    };
}
