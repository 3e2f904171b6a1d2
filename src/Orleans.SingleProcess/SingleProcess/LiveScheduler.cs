using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>Runs activations on the thread pool, and time by the given clock.</summary>
internal sealed class LiveScheduler : GrainScheduler, IDisposable
{
    private readonly long _start;
    private readonly TimerWheel _wheel;
    private ITimer? _sweep;
    private TimeSpan _lastCollection;
    private int _isSweeping;
    private volatile int _seconds;

    public LiveScheduler(TimeProvider timeProvider)
    {
        TimeProvider = timeProvider;
        _start = timeProvider.GetTimestamp();
        _wheel = new TimerWheel(this);
    }

    public override TimeProvider TimeProvider { get; }

    public override TimeSpan Elapsed => TimeProvider.GetElapsedTime(_start);

    public override void Send(Request request) => request.Silo.Deliver(request);

    public override int Seconds => _seconds;

    public override void StartSweeping(Silo silo)
    {
        _sweep?.Dispose();
        _sweep = TimeProvider.CreateTimer(
            static swept => ((Action)swept!)(), () => Sweep(silo), SiloTiming.SweepPeriod, SiloTiming.SweepPeriod);
    }

    // The clock timer sweeps always.
    public override void NeedSweep(Request request)
    {
    }

    // Runs in the target's context, so that a caller that captured nothing continues on the pool and not inside the target's turn.
    public override void Respond(Request request) => request.CompleteCaller();

    public override void Schedule(Activation activation) => ThreadPool.UnsafeQueueUserWorkItem(activation, preferLocal: true);

    public override void Arm(GrainTimer timer)
    {
        if (timer.DueAt <= Elapsed)
        {
            timer.Fire(timer.DueAt);
        }
        else
        {
            _wheel.Add(timer);
        }
    }

    public override void Disarm(GrainTimer timer) => _wheel.Remove(timer);

    public override void ReportUnhandled(Activation activation, Exception exception) =>
        SiloLog.UnhandledInGrain(activation.Silo.Logger, exception, activation.GrainId);

    public void Dispose()
    {
        _sweep?.Dispose();
        _wheel.Dispose();
    }

    private void Sweep(Silo silo)
    {
        if (Interlocked.Exchange(ref _isSweeping, 1) != 0)
        {
            return;
        }

        var now = Elapsed;
        _seconds = (int)now.TotalSeconds;
        var isCollecting = now - _lastCollection >= silo.Timing.CollectionQuantum;
        if (isCollecting)
        {
            _lastCollection = now;
        }

        var overdue = new List<Request>();
        silo.Sweep(isCollecting, overdue);
        foreach (var request in overdue)
        {
            // Whoever waits may go on inline, for as long as it likes.
            ThreadPool.UnsafeQueueUserWorkItem(static late => late.TimeOut(), request, preferLocal: false);
        }

        Volatile.Write(ref _isSweeping, 0);
    }
}
