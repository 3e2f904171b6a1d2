namespace Orleans.SingleProcess.Simulation;

/// <summary>The virtual clock, for one life of the host or, without one, for the world.</summary>
internal sealed class SimulatedTimeProvider(SimulatedEngine engine, Silo? silo) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => silo is null || engine.Faults is null ? engine.Now : engine.Now + engine.Faults.ClockOffset;

    public override long GetTimestamp() => engine.Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        engine.IsOnOwnThread();
        var timer = new SimulatedTimer(engine, silo, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>A timer. Its callback runs with a clean execution context, so that values of the turn that made it do not leak into it.</summary>
    private sealed class SimulatedTimer(SimulatedEngine engine, Silo? silo, TimerCallback callback, object? state) : TimedEvent, ITimer
    {
        private TimeSpan _period;
        private bool _isDisposed;

        public override Silo? Life => silo;

        public override void Run()
        {
            if (_period > TimeSpan.Zero)
            {
                engine.Add(this, engine.Elapsed + _period);
            }

            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_isDisposed)
            {
                return false;
            }

            engine.IsOnOwnThread();
            engine.Remove(this);
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan && silo is not { Phase: SiloPhase.Crashed })
            {
                engine.Add(this, engine.Elapsed + dueTime);
            }

            return true;
        }

        public void Dispose()
        {
            _isDisposed = true;
            engine.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
