using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks an interface whose implementations are grains.</summary>
public interface IGrain : IAddressable
{
}

/// <summary>A grain interface whose grains are identified by a string.</summary>
public interface IGrainWithStringKey : IGrain
{
}
