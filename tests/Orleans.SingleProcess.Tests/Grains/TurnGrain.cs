using Orleans.Concurrency;

namespace Orleans.SingleProcess.Tests.Grains;

internal interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Yields many times in its turn; returns the most turns that were inside at once.</summary>
    Task<int> WorkAsync(int yields);

    /// <summary>Writes "enter", waits at the gate, writes "exit".</summary>
    Task WaitAtAsync(string gate, CancellationToken cancellationToken);

    [AlwaysInterleave]
    ValueTask<string> PeekAsync();

    [ReadOnly]
    Task ReadAtAsync(string gate);

    Task<string?> EchoAsync(string? text);

    ValueTask FailAsync(string message);

    Task EndAsync();
}

internal sealed class TurnGrain(Probe probe) : Grain, ITurnGrain
{
    private int _inside;
    private int _most;

    public async Task<int> WorkAsync(int yields)
    {
        _most = Math.Max(_most, Interlocked.Increment(ref _inside));
        for (var count = 0; count < yields; count++)
        {
            await Task.Yield();
        }

        Interlocked.Decrement(ref _inside);
        return _most;
    }

    public async Task WaitAtAsync(string gate, CancellationToken cancellationToken)
    {
        probe.Write($"{gate} enter");
        probe.Open($"{gate} entered");
        await probe.At(gate);
        probe.Write($"{gate} exit");
    }

    public ValueTask<string> PeekAsync() => new(IdentityString);

    public Task ReadAtAsync(string gate) => WaitAtAsync(gate, CancellationToken.None);

    public Task<string?> EchoAsync(string? text) => Task.FromResult(text);

    public ValueTask FailAsync(string message) => throw new InvalidOperationException(message);

    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        probe.Write("activate");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Write($"deactivate {reason.ReasonCode}");
        probe.Open("deactivated");
        return Task.CompletedTask;
    }
}

internal interface IFragileGrain : IGrainWithStringKey
{
    Task<int> AttemptsAsync();
}

/// <summary>Its first activation fails.</summary>
internal sealed class FragileGrain(Attempts attempts) : Grain, IFragileGrain
{
    public Task<int> AttemptsAsync() => Task.FromResult(attempts.Count);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (++attempts.Count == 1)
        {
            throw new InvalidOperationException("The first activation fails.");
        }
    }
}

internal sealed class Attempts
{
    public int Count { get; set; }
}
