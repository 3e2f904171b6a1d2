namespace Autoscaler.Decisions.Specs;

/// <summary>What the rules of a spec must know of an instance type.</summary>
/// <param name="Accelerators">Accelerators of one instance, 1 or more.</param>
/// <param name="HostMemory">Memory of one instance, above 0.</param>
/// <param name="Price">On-demand price of one instance.</param>
public readonly record struct InstanceTypeFit(int Accelerators, ByteCount HostMemory, UsdPerHour Price);
