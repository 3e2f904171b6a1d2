namespace Autoscaler.Cloud.Simulated.Options;

/// <summary>How copies fare on the simulated hosts.</summary>
public sealed record HostOptions
{
    /// <summary>
    /// Spread of each host's transfer rates and of each copy's start and load times around the start-up model's, as the standard deviation of the logarithm; 0 to 2.
    /// Default 0.08.
    /// </summary>
    public double RateSpread { get; init; } = 0.08;

    /// <summary>Share of the copies that fail once loaded, instead of becoming ready; 0 to 1. Default 0.</summary>
    public double FailingCopyRatio { get; init; }

    /// <summary>Components whose copies all fail once loaded. Default none.</summary>
    public ImmutableArray<FailingComponent> FailingComponents { get; init; } = [];

    /// <summary>Crashes in an hour of one ready copy, 0 to 100. Default 0.</summary>
    public double CrashesPerHour { get; init; }

    internal void Check(OptionErrors errors)
    {
        errors.Between("Hosts.RateSpread", RateSpread, 0, 2);
        errors.Ratio("Hosts.FailingCopyRatio", FailingCopyRatio);
        errors.Between("Hosts.CrashesPerHour", CrashesPerHour, 0, 100);
    }
}

/// <summary>A component whose copies all fail once loaded.</summary>
/// <param name="Endpoint">Its endpoint.</param>
/// <param name="Component">Its name.</param>
public sealed record FailingComponent(EndpointId Endpoint, ComponentName Component);
