using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.SingleProcess.Tests.Grains;

/// <summary>Tells of what flows with calls.</summary>
internal interface IContextGrain : IGrainWithStringKey
{
    /// <summary>The value of this name here.</summary>
    Task<string?> ReadAsync(string name);

    /// <summary>The value of this name in another grain, called from here.</summary>
    Task<string?> ReadThroughAsync(string other, string name);

    /// <summary>Keeps the value for <see cref="KeptAsync"/>.</summary>
    [OneWay]
    Task KeepAsync(string name);

    [AlwaysInterleave]
    Task<string?> KeptAsync();
}

internal sealed class ContextGrain : Grain, IContextGrain
{
    private readonly TaskCompletionSource<string?> _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string?> ReadAsync(string name) => Task.FromResult((string?)RequestContext.Get(name));

    public Task<string?> ReadThroughAsync(string other, string name) => GrainFactory.GetGrain<IContextGrain>(other).ReadAsync(name);

    public Task KeepAsync(string name)
    {
        _kept.TrySetResult((string?)RequestContext.Get(name));
        return Task.CompletedTask;
    }

    public Task<string?> KeptAsync() => _kept.Task;
}
