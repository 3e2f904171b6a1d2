using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A grain's stored state, given to its constructor through <see cref="PersistentStateAttribute"/>.</summary>
public interface IPersistentState<TState> : IStorage<TState>
{
}
