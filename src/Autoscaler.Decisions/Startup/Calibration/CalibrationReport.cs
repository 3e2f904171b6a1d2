namespace Autoscaler.Decisions.Startup.Calibration;

/// <summary>A published time beside the model's.</summary>
public sealed record CalibrationCase
{
    /// <summary>What was published.</summary>
    public required PublishedStart Published { get; init; }

    /// <summary>The model's answer; for a held-out row from rates that have not seen it.</summary>
    public required StartupEstimate Modelled { get; init; }

    /// <summary>The answer of the default rates, which have seen every SageMaker row.</summary>
    public required TimeSpan InSample { get; init; }

    /// <summary>Whether no number that the answer rests on was fitted to this row's time.</summary>
    public required bool IsHeldOut { get; init; }

    /// <summary>The answer over the published time, less 1; above 0 is too slow.</summary>
    public double ErrorRatio => (Modelled.Expected / Published.Published) - 1;
}

/// <summary>How well one explanation predicts rows it has not seen.</summary>
public sealed record ExplanationScore
{
    /// <summary>The explanation.</summary>
    public required Explanation Explanation { get; init; }

    /// <summary>Its name in kebab case.</summary>
    public string Name => Explanations.NameOf(Explanation);

    /// <summary>What it says.</summary>
    public string Description => Explanations.DescriptionOf(Explanation);

    /// <summary>How many numbers its predictions of the uncached rows rest on, overheads included.</summary>
    public int ParameterCount => Explanations.ParameterCountOf(Explanation);

    /// <summary>The rates fitted to every row.</summary>
    public required StartupRates Rates { get; init; }

    /// <summary>Signed held-out errors of the uncached SageMaker rows, in their order.</summary>
    public required ImmutableArray<double> HeldOutErrorRatios { get; init; }

    /// <summary>Signed errors of SOCI's plain pulls, whose times no fit has seen.</summary>
    public required ImmutableArray<double> PullErrorRatios { get; init; }

    /// <summary>Median size of the held-out errors.</summary>
    public double Median => Quantiles.Median(HeldOutErrorRatios.Select(Math.Abs));

    /// <summary>Largest size of the held-out errors.</summary>
    public double Worst => HeldOutErrorRatios.Max(Math.Abs);

    /// <summary>Mean size of the held-out errors: what the winner is chosen by.</summary>
    public double Mean => HeldOutErrorRatios.Average(Math.Abs);

    /// <summary>Mean size of the errors of SOCI's plain pulls: what decides between equals.</summary>
    public double PullMean => PullErrorRatios.Average(Math.Abs);
}

/// <summary>What the published rows say of the model.</summary>
public sealed record CalibrationReport
{
    /// <summary>Every published row: cached, uncached (held out), pulls.</summary>
    public required ImmutableArray<CalibrationCase> Cases { get; init; }

    /// <summary>The rival explanations, in their order.</summary>
    public required ImmutableArray<ExplanationScore> Explanations { get; init; }

    /// <summary>The one the model uses: the smallest mean held-out error, between equals the smallest error of SOCI's plain pulls.</summary>
    public required ExplanationScore Winner { get; init; }
}
