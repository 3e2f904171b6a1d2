using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess.Simulation;

/// <summary>
/// Looks for calls that wait too long, each second while there may be one, and for idle activations, each quantum while there are any that can be collected. So a
/// simulation in which nothing can happen any more comes to its end.
/// </summary>
internal sealed class SweepEvent(Silo silo, SimulatedEngine engine) : TimedEvent
{
    private readonly List<Request> _overdue = [];
    private TimeSpan _nextCollection = silo.Timing.CollectionQuantum + engine.Elapsed;

    public override Silo Life => silo;

    public override ulong StableId => 2;

    /// <summary>A call waits from now on.</summary>
    public void ArmFor(Request request)
    {
        var dueAt = request.Deadline == Request.NoDeadline ? _nextCollection : NextSecond();
        if (Index == Nowhere || dueAt.Ticks < DueTicks)
        {
            Arm(dueAt);
        }
    }

    public override void Run()
    {
        var isCollecting = engine.Elapsed >= _nextCollection;
        if (isCollecting)
        {
            _nextCollection = engine.Elapsed + silo.Timing.CollectionQuantum;
        }

        var need = silo.Sweep(isCollecting, _overdue);
        if (_overdue.Count > 0 && !engine.AwaitEscape())
        {
            TimeOut();
        }

        if ((need & SweepNeed.Overdue) != 0)
        {
            Arm(NextSecond());
        }
        else if ((need & SweepNeed.Idle) != 0)
        {
            Arm(_nextCollection);
        }
    }

    private void TimeOut()
    {
        foreach (var request in _overdue)
        {
            request.TimeOut();
        }

        _overdue.Clear();
    }

    private TimeSpan NextSecond() => TimeSpan.FromSeconds(Math.Floor(engine.Elapsed.TotalSeconds) + SiloTiming.SweepPeriod.TotalSeconds);

    private void Arm(TimeSpan dueAt)
    {
        engine.Remove(this);
        engine.Add(this, dueAt);
    }
}
