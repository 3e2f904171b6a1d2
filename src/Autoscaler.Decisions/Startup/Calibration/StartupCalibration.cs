using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Startup.Calibration;

/// <summary>
/// Fits the rival explanations to the published rows and predicts each uncached row from the others (leave one out): rates from the other uncached
/// rows, overhead from the cached row of the same type, bandwidth from the published weights-alone phase.
/// </summary>
public static class StartupCalibration
{
    // Two explanations that answer alike differ by rounding of their rates.
    private const double EqualErrorRatio = 1e-3;

    /// <summary>Everything the published rows say.</summary>
    public static CalibrationReport Run()
    {
        var scores = Calibration.Explanations.All.Select(Score).ToImmutableArray();
        var winner = Best(scores);
        return new()
        {
            Cases =
            [
                .. PublishedStarts.Cached.Select(start => CaseOf(start, StartupRates.Default, isHeldOut: false)),
                .. TrainingRow.All.Select(row => CaseOf(row.Uncached, RatesWithout(row, winner.Explanation), isHeldOut: true)),

                // The speed-up of the parallel pull is a parameter.
                .. PublishedStarts.Pulls.Select(start => CaseOf(start, StartupRates.Default, start.Mechanism != StartupMechanism.RegistryParallel)),
            ],
            Explanations = scores,
            Winner = winner,
        };
    }

    /// <summary>The parameters that calibration yields; <see cref="StartupRates"/> holds them rounded as its defaults.</summary>
    public static StartupRates Fit()
    {
        var rates = Calibration.Explanations.Fit(Explanation.Combined, TrainingRow.All);
        var overheads = TrainingRow.All.ToImmutableSortedDictionary(
            row => Catalog.InstanceTypeCatalog.MachineOf(row.Cached.InstanceType),
            row => TimeSpan.FromSeconds(row.OverheadSeconds - (row.Cached.Weights.Value / rates.LoadBytesPerSecond)));
        var pooled = overheads.Values.Average(overhead => overhead.TotalSeconds);
        return rates with
        {
            Overheads = overheads,
            PooledOverhead = TimeSpan.FromSeconds(pooled),
            PooledOverheadSpread = new(
                overheads.Values.Min().TotalSeconds / pooled * rates.OverheadSpread.Low,
                overheads.Values.Max().TotalSeconds / pooled * rates.OverheadSpread.High),
            TransferSpread = Quantiles.Spread(TrainingRow.All.Select(row => row.TransferSeconds / HeldOutTransferSeconds(row))),
        };
    }

    private static ExplanationScore Score(Explanation explanation)
    {
        var rates = Calibration.Explanations.Fit(explanation, TrainingRow.All);
        return new()
        {
            Explanation = explanation,
            Rates = rates,
            HeldOutErrorRatios = [.. TrainingRow.All.Select(row => CaseOf(row.Uncached, RatesWithout(row, explanation), isHeldOut: true).ErrorRatio)],
            PullErrorRatios =
            [
                .. PublishedStarts.Pulls.Where(pull => pull.Mechanism == StartupMechanism.Registry)
                    .Select(pull => CaseOf(pull, rates, isHeldOut: true).ErrorRatio),
            ],
        };
    }

    private static ExplanationScore Best(ImmutableArray<ExplanationScore> scores)
    {
        var least = scores.Min(score => score.Mean);
        return scores.Where(score => score.Mean <= least + EqualErrorRatio).MinBy(score => score.PullMean)!;
    }

    private static StartupRates RatesWithout(TrainingRow row, Explanation explanation) =>
        Calibration.Explanations.Fit(explanation, TrainingRow.All.Remove(row));

    private static double HeldOutTransferSeconds(TrainingRow row)
    {
        var estimate = new StartupModel(RatesWithout(row, Explanation.Combined)).Estimate(row.Uncached.Query);
        return Math.Max(estimate.DurationOf(StartupPhase.Image).TotalSeconds, estimate.DurationOf(StartupPhase.Weights).TotalSeconds);
    }

    private static CalibrationCase CaseOf(PublishedStart start, StartupRates rates, bool isHeldOut) => new()
    {
        Published = start,
        Modelled = Answer(start, rates),
        InSample = Answer(start, StartupRates.Default).Expected,
        IsHeldOut = isHeldOut,
    };

    private static StartupEstimate Answer(PublishedStart start, StartupRates rates)
    {
        // A disk of stated speed replaces the calibrated one, unless the explanation has it bound nothing.
        var stated = start.DiskBytesPerSecond is { } disk && double.IsFinite(rates.DiskBytesPerSecond)
            ? rates with { DiskBytesPerSecond = disk }
            : rates;
        var estimate = new StartupModel(stated).Estimate(start.Query);
        return start.Set == PublishedSet.Soci ? PullAlone(estimate, stated) : estimate;
    }

    /// <summary>SOCI's figures are of the pull: what comes after it is left out.</summary>
    private static StartupEstimate PullAlone(StartupEstimate estimate, StartupRates rates)
    {
        var pull = estimate.DurationOf(StartupPhase.Image);
        return new()
        {
            Expected = pull,
            Low = pull * rates.TransferSpread.Low,
            High = pull * rates.TransferSpread.High,
            Phases = [new(StartupPhase.Image, TimeSpan.Zero, pull)],
            Waits = [new(StartupPhase.Image, TimeSpan.Zero, pull)],
        };
    }
}
