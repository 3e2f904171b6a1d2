using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Orleans.SingleProcess.Simulation.Faults;

namespace Autoscaler.Simulation.Faults;

/// <summary>How hard and how long a run is tried.</summary>
public sealed record FaultRunOptions
{
    /// <summary>
    /// What goes wrong in the host; each seed has more of some of it and less of other, see <see cref="Scenarios.FaultMix"/>. As often as still lets a fleet get
    /// somewhere between two faults: a crash every few minutes, a second activation every minute or two.
    /// </summary>
    public FaultPlan Plan { get; init; } = FaultPlan.All with
    {
        LoseRatio = 0.01,
        DoubleRatio = 0.02,
        SecondActivationRatio = 1.0 / 250,
    };

    /// <summary>What goes wrong in the cloud.</summary>
    public SimulatedCloudOptions Cloud { get; init; } = new()
    {
        Capacity = new CapacityOptions { OutagesPerDay = 96, MeanOutage = TimeSpan.FromMinutes(3) },
        Instances = new InstanceOptions { ThrottledCallRatio = 0.05, LossesPerHour = 0.5, BootFailureRatio = 0.05 },
        Hosts = new HostOptions { FailingCopyRatio = 0.03, CrashesPerHour = 0.5 },
        Snapshots = new SnapshotOptions { BuildFailureRatio = 0.15 },
    };

    /// <summary>How long things go wrong, 10 min or more of virtual time. Default 40 min.</summary>
    public TimeSpan FaultTime { get; init; } = TimeSpan.FromMinutes(40);

    /// <summary>How long after the end of the faults everything must have converged. Default 45 min.</summary>
    public TimeSpan ConvergenceLimit { get; init; } = TimeSpan.FromMinutes(45);

    /// <summary>Whether messages and states are passed through bytes, as in a cluster: the same run at less than half the speed. Default false.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Gets what grains and host log and what the journals tell, in virtual time, a line each; null, the default, if nobody wants it. For one seed at a time.</summary>
    public TextWriter? Log { get; init; }

    /// <summary>What has converged must stay so for this long. Default 3 min.</summary>
    public TimeSpan StableFor { get; init; } = TimeSpan.FromMinutes(3);
}
