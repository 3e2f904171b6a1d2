using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Hosts;
using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Cloud.Simulated.Instances;

/// <summary>One instance of the simulated cloud.</summary>
internal sealed class SimulatedInstance(
    InstanceId id, SlotId slot, int generation, InstancePool pool, UsdPerHour price, SimulatedHost host, ImmutableArray<string> volumes)
{
    public InstanceId Id { get; } = id;

    /// <summary>The endpoint of its tag.</summary>
    public EndpointId Owner => Slot.Endpoint;

    /// <summary>The slot of its tag.</summary>
    public SlotId Slot { get; } = slot;

    /// <summary>The slot's generation.</summary>
    public int Generation { get; } = generation;

    public InstancePool Pool { get; } = pool;

    public UsdPerHour Price { get; } = price;

    public SimulatedHost Host { get; } = host;

    /// <summary>The volumes restored for it, by image.</summary>
    public ImmutableArray<string> Volumes { get; } = volumes;

    /// <summary>As the cloud sees it; gone while only its volumes are left.</summary>
    public InstanceStatus Status { get; set; } = new InstanceStatus.Pending();

    public bool IsUp => Status is InstanceStatus.Pending or InstanceStatus.Running;
}
