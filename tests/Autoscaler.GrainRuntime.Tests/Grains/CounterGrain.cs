using Autoscaler.GrainRuntime.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Autoscaler.GrainRuntime.Tests.Grains;

public sealed class CounterGrain(
    [PersistentState("counter")] IPersistentState<CounterState> state, [FromKeyedServices("Default")] IGrainStorage storage, Probe probe)
    : Grain, ICounterGrain
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Open($"deactivated {probe.Count("deactivations")}");
        return Task.CompletedTask;
    }

    public async Task<int> AddAsync(int amount)
    {
        state.State = state.State with { Count = state.State.Count + amount };
        await state.WriteStateAsync();
        return state.State.Count;
    }

    public async Task AddStaleAsync(int amount)
    {
        var other = new GrainState<CounterState>();
        await storage.ReadStateAsync("counter", GrainContext.GrainId, other);
        other.State = new CounterState { Count = 100 };
        await storage.WriteStateAsync("counter", GrainContext.GrainId, other);
        await AddAsync(amount);
    }

    public Task ClearAsync() => state.ClearStateAsync();

    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
