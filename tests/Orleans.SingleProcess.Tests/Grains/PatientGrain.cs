using Orleans.Concurrency;

namespace Orleans.SingleProcess.Tests.Grains;

internal interface IPatientGrain : IGrainWithStringKey
{
    /// <summary>Waits at the gate, without looking at any token.</summary>
    [ResponseTimeout("00:00:05")]
    Task WaitAtAsync(string gate);

    /// <summary>Waits for its token, and writes when it fires.</summary>
    Task WaitForTokenAsync(CancellationToken cancellationToken);

    Task WaitLongAsync(string gate);

    [AlwaysInterleave]
    Task PeekAsync();

    Task<string> CallAsync(string other, CancellationToken cancellationToken);
}

internal sealed class PatientGrain(Probe probe) : Grain, IPatientGrain
{
    public async Task WaitAtAsync(string gate)
    {
        probe.Write($"{gate} enter");
        probe.Open($"{gate} entered");
        await probe.At(gate);
        probe.Write($"{gate} exit");
        probe.Open($"{gate} left");
    }

    public async Task WaitForTokenAsync(CancellationToken cancellationToken)
    {
        var fired = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => fired.SetResult());
        probe.Open("waiting");
        await fired.Task;
        probe.Write($"fired in {SynchronizationContext.Current}");
        probe.Open("fired");
    }

    public Task WaitLongAsync(string gate) => WaitAtAsync(gate);

    public Task PeekAsync() => Task.CompletedTask;

    public async Task<string> CallAsync(string other, CancellationToken cancellationToken)
    {
        await GrainFactory.GetGrain<IPatientGrain>(other).WaitForTokenAsync(cancellationToken);
        return "went on";
    }
}
