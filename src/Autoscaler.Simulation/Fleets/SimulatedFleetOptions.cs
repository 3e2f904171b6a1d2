using Autoscaler.Cloud.Simulated;
using Autoscaler.Grains;
using Orleans.Hosting;
using Orleans.SingleProcess.Simulation.Faults;

namespace Autoscaler.Simulation.Fleets;

/// <summary>A simulated fleet: grains, a host in virtual time, a cloud.</summary>
public sealed record SimulatedFleetOptions
{
    /// <summary>Where all chance comes from. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>When it begins, UTC. Default 2026-01-01.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How the cloud behaves; its seed is this one's.</summary>
    public SimulatedCloudOptions Cloud { get; init; } = new();

    /// <summary>What goes wrong in the host, the storage and between the grains. Default nothing.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>How often the grains look.</summary>
    public Action<FleetOptions>? Configure { get; init; }

    /// <summary>
    /// Whether messages between grains, and states, are passed through bytes as in a cluster. It changes nothing in a run but its speed. Default true; long replays turn it off.
    /// </summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>Adds to the host, or replaces what it has; called again after each crash.</summary>
    public Action<ISiloBuilder>? ConfigureHost { get; init; }
}
