using System.Runtime.CompilerServices;

namespace Orleans.SingleProcess.Tests.Grains;

/// <summary>Does what grain code must not do.</summary>
internal interface IWildGrain : IGrainWithStringKey
{
    Task LeaveForThePoolAsync();

    Task LeaveTheTurnAsync();

    Task SleepAsync(TimeSpan duration);

    Task WaitForeverAsync();
}

internal sealed class WildGrain(Probe probe, TimeProvider time) : Grain, IWildGrain
{
    public Task LeaveForThePoolAsync() => Outside();

    public async Task LeaveTheTurnAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(1), time).ConfigureAwait(false);
        await GrainFactory.GetGrain<IWildGrain>("other").WaitForeverAsync();
    }

    public async Task SleepAsync(TimeSpan duration)
    {
        try
        {
            await Task.Delay(duration, time);
            probe.Write("resumed");
        }
        finally
        {
            probe.Write("finally");
        }
    }

    public Task WaitForeverAsync() => new TaskCompletionSource().Task;

    private static async Task Outside() => await default(Pool);

    // Comes back from the pool, always: a task of the pool that has ended before it is awaited would not leave the turn.
    private readonly struct Pool : INotifyCompletion
    {
        public bool IsCompleted => false;

        public Pool GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation)
        {
            var turns = SynchronizationContext.Current!;
            ThreadPool.QueueUserWorkItem(_ => turns.Post(static state => ((Action)state!)(), continuation));
        }
    }
}
