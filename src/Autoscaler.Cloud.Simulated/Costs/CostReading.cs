namespace Autoscaler.Cloud.Simulated.Costs;

/// <summary>What an endpoint, or all of them, have cost until now, in US dollars.</summary>
public sealed record CostReading
{
    /// <summary>Accelerator instances, from launch to the call that terminates them.</summary>
    public required decimal InstancesUsd { get; init; }

    /// <summary>Builders of snapshots.</summary>
    public required decimal BuildersUsd { get; init; }

    /// <summary>Storage of snapshots.</summary>
    public required decimal SnapshotsUsd { get; init; }

    /// <summary>Provisioned initialization of restored volumes, and fast restore.</summary>
    public required decimal RestoresUsd { get; init; }

    /// <summary>Hours of accelerator instances, as billed.</summary>
    public required double InstanceHours { get; init; }

    /// <summary>Hours of ready copies that were routed to.</summary>
    public required double CopyHours { get; init; }

    /// <summary>Instances launched.</summary>
    public required int Launches { get; init; }

    /// <summary>All of it.</summary>
    public decimal TotalUsd => InstancesUsd + BuildersUsd + SnapshotsUsd + RestoresUsd;
}
