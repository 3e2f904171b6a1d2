using Autoscaler.GrainRuntime.Tests.Hosts;

namespace Autoscaler.GrainRuntime.Tests.Grains;

/// <summary>Filters its own calls too.</summary>
public sealed class FilteredGrain(Probe probe) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<int> AddAsync(int left, int right) => Task.FromResult(left + right);

    public Task TickOnceAsync()
    {
        this.RegisterGrainTimer(
            () =>
            {
                probe.Write("tick");
                probe.Open("ticked");
                return Task.CompletedTask;
            },
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        probe.Write($"own {context.MethodName}");
        await context.Invoke();
    }
}
