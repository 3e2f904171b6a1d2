namespace Autoscaler.Cloud.Simulated.Options;

/// <summary>How long calls take to answer. The effect of a call is there at once; zero answers at once too. Each 0 s to 5 min.</summary>
public sealed record LatencyOptions
{
    /// <summary>Every call answers at once.</summary>
    public static LatencyOptions None { get; } = new()
    {
        Launch = TimeSpan.Zero,
        Instance = TimeSpan.Zero,
        Host = TimeSpan.Zero,
        Snapshot = TimeSpan.Zero,
        Metric = TimeSpan.Zero,
    };

    /// <summary>A launch call. Default 1.5 s.</summary>
    public TimeSpan Launch { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Describing, terminating, listing instances. Default 0.1 s.</summary>
    public TimeSpan Instance { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>A call to a host. Default 0.05 s.</summary>
    public TimeSpan Host { get; init; } = TimeSpan.FromSeconds(0.05);

    /// <summary>A call to the snapshot store. Default 0.3 s.</summary>
    public TimeSpan Snapshot { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>A metric query. Default 0.2 s.</summary>
    public TimeSpan Metric { get; init; } = TimeSpan.FromSeconds(0.2);

    internal void Check(OptionErrors errors)
    {
        var most = TimeSpan.FromMinutes(5);
        errors.Between("Latency.Launch", Launch, TimeSpan.Zero, most);
        errors.Between("Latency.Instance", Instance, TimeSpan.Zero, most);
        errors.Between("Latency.Host", Host, TimeSpan.Zero, most);
        errors.Between("Latency.Snapshot", Snapshot, TimeSpan.Zero, most);
        errors.Between("Latency.Metric", Metric, TimeSpan.Zero, most);
    }
}
