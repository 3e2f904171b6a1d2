using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>Runs activations on the thread pool, and time by the given clock.</summary>
internal sealed class LiveScheduler : GrainScheduler, IDisposable
{
    private readonly long _start;
    private readonly TimerWheel _wheel;

    public LiveScheduler(TimeProvider timeProvider)
    {
        TimeProvider = timeProvider;
        _start = timeProvider.GetTimestamp();
        _wheel = new TimerWheel(this);
    }

    public override TimeProvider TimeProvider { get; }

    public override TimeSpan Elapsed => TimeProvider.GetElapsedTime(_start);

    public override void Send(Request request) => request.Silo.Deliver(request);

    // Runs in the target's context, so that a caller that captured nothing continues on the pool and not inside the target's turn.
    public override void Respond(Request request) => request.CompleteCaller();

    public override void RespondCancelled(Request request) => request.CompleteCallerCancelled();

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

    public void Dispose() => _wheel.Dispose();
}
