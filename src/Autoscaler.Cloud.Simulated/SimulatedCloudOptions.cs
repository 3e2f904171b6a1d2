using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cloud.Simulated;

/// <summary>How a simulated cloud behaves. Equal options and equal calls at equal times give an equal world.</summary>
public sealed record SimulatedCloudOptions
{
    /// <summary>Where all chance comes from. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The parameters of starts around which boots, transfers and loads are drawn. Default the start-up model's own.</summary>
    public StartupRates Rates { get; init; } = StartupRates.Default;

    /// <summary>How long calls take.</summary>
    public LatencyOptions Latency { get; init; } = new();

    /// <summary>What instances there are to have.</summary>
    public CapacityOptions Capacity { get; init; } = new();

    /// <summary>How instances live.</summary>
    public InstanceOptions Instances { get; init; } = new();

    /// <summary>How copies fare on them.</summary>
    public HostOptions Hosts { get; init; } = new();

    /// <summary>How snapshots are built.</summary>
    public SnapshotOptions Snapshots { get; init; } = new();

    /// <summary>How metrics are delivered.</summary>
    public MetricOptions Metrics { get; init; } = new();

    /// <summary>What things cost.</summary>
    public PriceOptions Prices { get; init; } = new();

    /// <summary>
    /// When chance ends to do harm, UTC: from then on no call is throttled, nothing that begins fails and nothing is lost by chance, and pools are out only where
    /// <see cref="CapacityOptions.Outages"/> says so. Null, the default, for never.
    /// </summary>
    public DateTimeOffset? MishapsUntil { get; init; }

    /// <summary>Everything that is wrong with the options; empty when they can be used.</summary>
    public ImmutableArray<string> Validate()
    {
        var errors = new OptionErrors();
        Latency.Check(errors);
        Capacity.Check(errors);
        Instances.Check(errors);
        Hosts.Check(errors);
        Snapshots.Check(errors);
        Metrics.Check(errors);
        Prices.Check(errors);
        return errors.ToImmutable();
    }
}
