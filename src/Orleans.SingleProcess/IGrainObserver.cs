using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks an interface through which grains notify objects outside of grains.</summary>
public interface IGrainObserver : IAddressable
{
}
