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

    private static async Task Outside()
    {
        await Task.Run(static () => { });
        await Task.Yield();
    }
}
