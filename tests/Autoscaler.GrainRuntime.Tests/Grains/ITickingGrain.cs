namespace Autoscaler.GrainRuntime.Tests.Grains;

[Alias("runtimetests.ITickingGrain")]
public interface ITickingGrain : IGrainWithStringKey
{
    /// <summary>Starts a timer; its callback awaits, counts, and opens "tick N".</summary>
    [Alias("StartTimer")]
    Task StartTimerAsync(TimeSpan period, bool interleave);

    /// <summary>Ends the timer.</summary>
    [Alias("StopTimer")]
    Task StopTimerAsync();

    [Alias("WaitAt")]
    Task WaitAtAsync(string gate);

    /// <summary>Registers a reminder, and gives the activation up.</summary>
    [Alias("Remind")]
    Task RemindAsync(string name, TimeSpan period);

    /// <summary>Removes a reminder; the names of those that are left.</summary>
    [Alias("Forget")]
    Task<string> ForgetAsync(string name);
}
