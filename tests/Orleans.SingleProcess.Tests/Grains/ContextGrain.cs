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

    /// <summary>Sets a value, awaits, and reads it in another grain.</summary>
    Task<string?> SetAndReadThroughAsync(string other, string name, string value);

    /// <summary>Keeps the value for <see cref="KeptAsync"/>.</summary>
    [OneWay]
    Task KeepAsync(string name);

    [AlwaysInterleave]
    Task<string?> KeptAsync();

    /// <summary>Starts a timer that keeps what it sees.</summary>
    Task KeepInTimerAsync(string name);
}

internal sealed class ContextGrain : Grain, IContextGrain
{
    private readonly TaskCompletionSource<string?> _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string?> ReadAsync(string name) => Task.FromResult((string?)RequestContext.Get(name));

    public Task<string?> ReadThroughAsync(string other, string name) => GrainFactory.GetGrain<IContextGrain>(other).ReadAsync(name);

    public async Task<string?> SetAndReadThroughAsync(string other, string name, string value)
    {
        RequestContext.Set(name, value);
        await Task.Yield();
        return await ReadThroughAsync(other, name);
    }

    public Task KeepAsync(string name)
    {
        _kept.TrySetResult((string?)RequestContext.Get(name));
        return Task.CompletedTask;
    }

    public Task<string?> KeptAsync() => _kept.Task;

    public Task KeepInTimerAsync(string name)
    {
        this.RegisterGrainTimer(() => KeepAsync(name), TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }
}
