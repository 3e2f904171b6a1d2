using Orleans.Runtime;

namespace Orleans.SingleProcess.Tests.Grains;

[GenerateSerializer]
[Alias("test.counter")]
[Immutable]
internal sealed record CounterState([property: Id(0)] int Count, [property: Id(1)] string? Note)
{
    public CounterState()
        : this(0, null)
    {
    }
}

internal interface ICounterGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int amount);

    Task<CounterState> ReadAsync();

    Task<bool> ExistsAsync();

    Task ClearAsync();

    Task EndAsync();
}

internal sealed class CounterGrain(
    [PersistentState("counter")] IPersistentState<CounterState> state) : Grain, ICounterGrain
{
    public async Task<int> AddAsync(int amount)
    {
        state.State = state.State with { Count = state.State.Count + amount };
        await state.WriteStateAsync();
        return state.State.Count;
    }

    public Task<CounterState> ReadAsync() => Task.FromResult(state.State);

    public Task<bool> ExistsAsync() => Task.FromResult(state.RecordExists);

    public Task ClearAsync() => state.ClearStateAsync();

    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
