using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.SingleProcess.Tests.Grains;

internal interface ILedgerGrain : IGrainWithStringKey
{
    /// <summary>Adds to a number that is stored.</summary>
    Task<int> AddAsync(int amount);

    /// <summary>Asks another grain.</summary>
    Task<int> AddThroughAsync(string other, int amount);

    [OneWay]
    Task TellAsync(string text);

    Task<DateTimeOffset> ClockAsync();

    /// <summary>Another for each activation.</summary>
    Task<int> ActivationAsync();
}

[GenerateSerializer, Alias("test.LedgerState"), Immutable]
internal sealed record LedgerState
{
    [Id(0)] public int Sum { get; init; }
}

internal sealed class LedgerGrain([PersistentState("ledger")] IPersistentState<LedgerState> state, Probe probe, TimeProvider clock, [FromKeyedServices("count")] Attempts activations)
    : Grain, ILedgerGrain
{
    private readonly int _activation = ++activations.Count;

    public async Task<int> AddAsync(int amount)
    {
        var sum = state.State.Sum + amount;
        state.State = new LedgerState { Sum = sum };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        return sum;
    }

    public Task<int> AddThroughAsync(string other, int amount) => GrainFactory.GetGrain<ILedgerGrain>(other).AddAsync(amount);

    public Task TellAsync(string text)
    {
        probe.Write(text);
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset> ClockAsync() => Task.FromResult(clock.GetUtcNow());

    public Task<int> ActivationAsync() => Task.FromResult(_activation);
}
