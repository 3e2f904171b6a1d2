namespace Orleans.SingleProcess.Reminders;

/// <summary>Wakes a host's reminders when it starts, and again each minute until it stops: an activation that was given up must not stay asleep.</summary>
internal sealed class ReminderClock(IGrainFactory grains, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private ITimer? _timer;

    public void Start()
    {
        _timer?.Dispose();
        _timer = clock.CreateTimer(static waker => ((ReminderClock)waker!).Wake(), this, TimeSpan.Zero, Period);
    }

    /// <summary>Ends it: when this is done, no wake is on its way.</summary>
    public ValueTask StopAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    public void Dispose() => _timer?.Dispose();

    // One-way: what comes of it is the next minute's concern.
    private void Wake() => _ = grains.GetGrain<IReminderGrain>(IReminderGrain.Key).WakeAsync();
}
