namespace Autoscaler.Cloud.Simulated.Options;

/// <summary>How the simulated metric source delivers, after CloudWatch's manner.</summary>
public sealed record MetricOptions
{
    /// <summary>Length of a period, 1 s to 5 min. Default 10 s, the high-resolution metrics; 60 s is the standard ones.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Shortest time from the end of a period until its sample can be read, 0 s to 10 min. Default 10 s.</summary>
    public TimeSpan MinDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest such time, at least <see cref="MinDelay"/>, at most 10 min. Default 30 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of the samples that never come, 0 to 1. Default 0.005.</summary>
    public double MissingRatio { get; init; } = 0.005;

    /// <summary>Intervals of which no samples ever come. Default none.</summary>
    public ImmutableArray<MetricBlackout> Blackouts { get; init; } = [];

    /// <summary>Largest relative error of a sample's concurrency, uniform around the truth; 0 to 0.5. Default 0.</summary>
    public double NoiseRatio { get; init; }

    /// <summary>How far back samples can be asked for, 1 min to 24 h. Default 3 h, as high-resolution metrics are kept.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(3);

    internal void Check(OptionErrors errors)
    {
        errors.Between("Metrics.Period", Period, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        errors.Between("Metrics.MinDelay", MinDelay, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        errors.Between("Metrics.MaxDelay", MaxDelay, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        errors.Require(MaxDelay >= MinDelay, $"Metrics.MaxDelay must be at least Metrics.MinDelay; found {MaxDelay:c} and {MinDelay:c}.");
        errors.Ratio("Metrics.MissingRatio", MissingRatio);
        errors.Between("Metrics.NoiseRatio", NoiseRatio, 0, 0.5);
        errors.Between("Metrics.Retention", Retention, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        foreach (var blackout in Blackouts)
        {
            errors.Require(blackout.Until > blackout.From, $"Metrics.Blackouts: a blackout must end after it begins; found {blackout.From:O} to {blackout.Until:O}.");
        }

        errors.Require(Period <= Retention, $"Metrics.Period must be at most Metrics.Retention; found {Period:c} and {Retention:c}.");
    }
}

/// <summary>An interval of which no samples ever come.</summary>
/// <param name="From">From when, UTC.</param>
/// <param name="Until">Until when, UTC: a period that starts before it is dark.</param>
public sealed record MetricBlackout(DateTimeOffset From, DateTimeOffset Until)
{
    internal bool Covers(DateTimeOffset start) => From <= start && start < Until;
}
