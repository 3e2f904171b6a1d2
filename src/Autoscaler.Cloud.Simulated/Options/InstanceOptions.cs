namespace Autoscaler.Cloud.Simulated.Options;

/// <summary>How instances of the simulated cloud live.</summary>
public sealed record InstanceOptions
{
    /// <summary>Spread of the boot time around the type's own, as the standard deviation of its logarithm; 0 to 2. Default 0.15.</summary>
    public double BootSpread { get; init; } = 0.15;

    /// <summary>Share of the instances that never run, 0 to 1. Default 0.</summary>
    public double BootFailureRatio { get; init; }

    /// <summary>Instances lost by themselves in an hour of one instance's life, 0 to 100. Default 0.</summary>
    public double LossesPerHour { get; init; }

    /// <summary>From the call to terminate until the instance is gone, 0 s to 1 h. Default 30 s. It is not billed.</summary>
    public TimeSpan TerminationTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From when the instance is gone until its volumes are, 0 s to 1 h. Default 5 s.</summary>
    public TimeSpan VolumeDeletionTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Share of the launch, build and metric calls that are throttled, 0 to 0.9. Default 0.</summary>
    public double ThrottledCallRatio { get; init; }

    /// <summary>When a throttled call may be made again, 0 s to 5 min. Default 2 s.</summary>
    public TimeSpan ThrottleRetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    internal void Check(OptionErrors errors)
    {
        errors.Between("Instances.BootSpread", BootSpread, 0, 2);
        errors.Ratio("Instances.BootFailureRatio", BootFailureRatio);
        errors.Between("Instances.LossesPerHour", LossesPerHour, 0, 100);
        errors.Between("Instances.TerminationTime", TerminationTime, TimeSpan.Zero, TimeSpan.FromHours(1));
        errors.Between("Instances.VolumeDeletionTime", VolumeDeletionTime, TimeSpan.Zero, TimeSpan.FromHours(1));
        errors.Between("Instances.ThrottledCallRatio", ThrottledCallRatio, 0, 0.9);
        errors.Between("Instances.ThrottleRetryAfter", ThrottleRetryAfter, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }
}
