namespace Autoscaler.SiloHost.Time;

/// <summary>
/// A clock that runs faster than another by a constant factor, from a given time on. It goes by the other's timestamps, not by its date, so it never steps. Timers
/// are the other's: late by what theirs are late, times the factor, and never early.
/// </summary>
/// <param name="real">The other clock.</param>
/// <param name="speed">Seconds of this clock in one of the other; 1 or more.</param>
/// <param name="start">What this clock shows now, UTC.</param>
internal sealed class AcceleratedTimeProvider(TimeProvider real, double speed, DateTimeOffset start) : TimeProvider
{
    private readonly long _origin = real.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long GetTimestamp() => (long)(real.GetElapsedTime(_origin).Ticks * speed);

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new AcceleratedTimer(real.CreateTimer(callback, state, ToReal(dueTime), ToReal(period)), this);

    // Timers of the system count whole milliseconds and cut the rest off: a short period would become 0, which is none at all, and a due time early.
    private TimeSpan ToReal(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / speed));

    private sealed class AcceleratedTimer(ITimer timer, AcceleratedTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.ToReal(dueTime), clock.ToReal(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
