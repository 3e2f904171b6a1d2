using Orleans.Concurrency;

namespace Orleans.SingleProcess.Tests.Grains;

internal interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int left, int right);

    ValueTask WriteAsync(string text);

    Task FailAsync(string message);

    Task<int> AddThroughAsync(string other, int left, int right);

    /// <summary>Opens a gate of the probe.</summary>
    [OneWay]
    Task OpenAsync(string gate);

    /// <summary>Has another grain open a gate, and waits for nothing.</summary>
    Task OpenThroughAsync(string other, string gate);
}

/// <summary>Filters its own calls too.</summary>
internal sealed class FilteredGrain(Probe probe) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<int> AddAsync(int left, int right) => Task.FromResult(left + right);

    public ValueTask WriteAsync(string text)
    {
        probe.Write(text);
        return ValueTask.CompletedTask;
    }

    public Task FailAsync(string message) => throw new InvalidOperationException(message);

    public Task<int> AddThroughAsync(string other, int left, int right) => GrainFactory.GetGrain<IFilteredGrain>(other).AddAsync(left, right);

    public Task OpenAsync(string gate)
    {
        probe.Open(gate);
        return Task.CompletedTask;
    }

    public Task OpenThroughAsync(string other, string gate) => GrainFactory.GetGrain<IFilteredGrain>(other).OpenAsync(gate);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        probe.Write($"own {context.MethodName}");
        await context.Invoke();
    }
}
