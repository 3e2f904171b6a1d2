using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Contracts.Decisions;

/// <summary>An instance that a decision launches.</summary>
/// <param name="Slot">The ordinal of its slot.</param>
/// <param name="Generation">The slot's new generation.</param>
/// <param name="Pools">Where to launch, best first.</param>
/// <param name="Price">The price in the first pool.</param>
[GenerateSerializer, Alias("autoscaler.InstanceLaunch"), Immutable]
public sealed record InstanceLaunch(
    [property: Id(0)] int Slot,
    [property: Id(1)] int Generation,
    [property: Id(2)] ImmutableArray<InstancePool> Pools,
    [property: Id(3)] UsdPerHour Price);
