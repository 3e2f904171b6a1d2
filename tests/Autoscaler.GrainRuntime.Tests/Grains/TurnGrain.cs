using Autoscaler.GrainRuntime.Tests.Hosts;

namespace Autoscaler.GrainRuntime.Tests.Grains;

public sealed class TurnGrain(Probe probe) : Grain, ITurnGrain
{
    private int _inside;
    private int _most;
    private int _activation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _activation = probe.Count($"activations of {this.GetPrimaryKeyString()}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Write($"deactivate {reason.ReasonCode}");
        probe.Open("deactivated");
        return Task.CompletedTask;
    }

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

    public async Task WaitAtAsync(string gate)
    {
        probe.Write($"{gate} enter");
        probe.Open($"{gate} entered");
        await probe.At(gate);
        probe.Write($"{gate} exit");
        probe.Open($"{gate} left");
    }

    public ValueTask<string> PeekAsync() => new(this.GetPrimaryKeyString());

    public Task ReadAtAsync(string gate) => WaitAtAsync(gate);

    public Task TellAsync(string text)
    {
        probe.Write(text);
        probe.Open(text);
        throw new InvalidOperationException("Nobody hears this.");
    }

    public Task WaitBrieflyAsync(string gate) => WaitAtAsync(gate);

    public async Task WaitForTokenAsync(CancellationToken cancellationToken)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => fired.SetResult());
        probe.Open("waits for its token");
        await fired.Task;
        probe.Open("token fired");
    }

    public Task<int> ActivationAsync() => Task.FromResult(_activation);

    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<string> AskOtherAsync(ITurnGrain other) => $"{await other.PeekAsync()} by {this.GetPrimaryKeyString()}";
}
