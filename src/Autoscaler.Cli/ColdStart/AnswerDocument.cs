using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cli.ColdStart;

/// <summary><c>coldstart --image-gb … --json</c>.</summary>
internal sealed record AnswerDocument
{
    public required string InstanceType { get; init; }

    public required double ImageGb { get; init; }

    public required double WeightsGb { get; init; }

    public required decimal UsdPerHour { get; init; }

    /// <summary>False when no cached start of the type was published: its overhead is then the mean of others, and the band wider.</summary>
    public required bool OverheadIsPublished { get; init; }

    public required ImmutableArray<OptionShape> Mechanisms { get; init; }

    public required ImmutableArray<ParameterShape> Parameters { get; init; }

    public static AnswerDocument Of(ColdStartAnswer answer) => new()
    {
        InstanceType = answer.Question.InstanceType.Name.Value,
        ImageGb = answer.Question.Image.Gigabytes,
        WeightsGb = answer.Question.Weights.Gigabytes,
        UsdPerHour = answer.Question.InstanceType.OnDemandPrice.Value,
        OverheadIsPublished = AnswerTable.IsOverheadPublished(answer),
        Mechanisms = [.. answer.Options.Select(option => OptionShape.Of(option, answer.Rates))],
        Parameters = ParameterShape.Of(answer.Rates),
    };
}

/// <summary>One way to start.</summary>
internal sealed record OptionShape
{
    public required string Mechanism { get; init; }

    public required bool NewInstance { get; init; }

    public required bool ImageOnDisk { get; init; }

    public required bool WeightsOnDisk { get; init; }

    /// <summary>How a volume with the weights is restored; null where they are fetched, or on the disk.</summary>
    public required string? WeightsVolume { get; init; }

    public required double ExpectedSeconds { get; init; }

    public required double LowSeconds { get; init; }

    public required double HighSeconds { get; init; }

    public required ImmutableArray<PhaseShape> Phases { get; init; }

    /// <summary>Every second once, with its sources.</summary>
    public required ImmutableArray<WaitShape> Waits { get; init; }

    public static OptionShape Of(ColdStartOption option, StartupRates rates) => new()
    {
        Mechanism = MechanismNames.NameOf(option.Query.Mechanism),
        NewInstance = option.Query.NewInstance,
        ImageOnDisk = option.Query.ImageOnDisk,
        WeightsOnDisk = option.Query.WeightsOnDisk,
        WeightsVolume = option.Query.WeightsVolume is { } volume ? MechanismNames.NameOf(volume) : null,
        ExpectedSeconds = Rounded.Seconds(option.Estimate.Expected),
        LowSeconds = Rounded.Seconds(option.Estimate.Low),
        HighSeconds = Rounded.Seconds(option.Estimate.High),
        Phases = PhaseShape.Of(option.Estimate.Phases),
        Waits = WaitShape.Of(option.Query, option.Estimate, rates),
    };
}
