using Orleans.SingleProcess.CodeGeneration;
using Orleans.SingleProcess.Simulation.Faults;

namespace Orleans.SingleProcess.Simulation;

/// <summary>The scheduler of one life of a simulated host; after the crash that ends it, it drops whatever comes back.</summary>
internal sealed class SimulatedScheduler(SimulatedEngine engine) : GrainScheduler
{
    private Silo? _silo;
    private TimeProvider? _timeProvider;
    private SweepEvent? _sweep;
    private SecondActivations? _seconds;

    public override TimeProvider TimeProvider => TimeProviderOf(_silo!);

    public override TimeSpan Elapsed => engine.Elapsed;

    private bool IsAlive => _silo is not { Phase: SiloPhase.Crashed };

    public override int Seconds => (int)(engine.Elapsed.Ticks / TimeSpan.TicksPerSecond);

    public void Serve(Silo silo) => _silo = silo;

    public override void StartSweeping(Silo silo)
    {
        _sweep = new SweepEvent(silo, engine);
        _seconds = engine.Faults is { } faults ? new SecondActivations(faults, engine) : null;
    }

    /// <summary>A call, or the response to it, will not arrive.</summary>
    public void Lose(Request request) => _sweep!.AddLost(request);

    public override void NeedSweep(Request request) => _sweep!.ArmFor(request);

    public TimeProvider TimeProviderOf(Silo silo) => _timeProvider ??= new SimulatedTimeProvider(engine, silo);

    public override void Send(Request request)
    {
        if (engine.IsOnOwnThread() && IsAlive)
        {
            engine.Send(request);
        }
    }

    public override void Respond(Request request)
    {
        if (engine.IsOnOwnThread() && IsAlive)
        {
            engine.Respond(request);
        }
    }

    public override void RespondLocally(Request request)
    {
        if (engine.IsOnOwnThread() && IsAlive)
        {
            engine.AddNow(request, SimulatedEventKind.Respond);
        }
    }

    public override Activation? DetourOf(Request request) => _seconds?.For(request);

    public override void Schedule(Activation activation)
    {
        if (IsAlive)
        {
            engine.AddActivation(activation);
        }
    }

    public override void Arm(GrainTimer timer)
    {
        if (engine.IsOnOwnThread() && IsAlive)
        {
            var armed = (GrainTimerEvent?)timer.ScheduledEvent;
            timer.ScheduledEvent = armed ??= new GrainTimerEvent(timer);
            engine.Add(armed, timer.DueAt);
        }
    }

    public override void Disarm(GrainTimer timer)
    {
        if (timer.ScheduledEvent is GrainTimerEvent armed)
        {
            engine.Remove(armed);
        }
    }

    public override void ReportUnhandled(Activation activation, Exception exception) => engine.Fail(exception);

    public override bool AcceptsPost(Activation activation) => engine.IsOnOwnThread() && IsAlive;
}
