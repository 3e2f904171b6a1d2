namespace Orleans.SingleProcess.Tests.Grains;

internal interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int left, int right);

    ValueTask WriteAsync(string text);

    Task FailAsync(string message);

    Task<int> AddThroughAsync(string other, int left, int right);
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

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        probe.Write($"own {context.MethodName}");
        await context.Invoke();
    }
}
