using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess.Simulation;

/// <summary>
/// Looks for calls that wait too long, each second while there may be one, and for idle activations, each quantum while there are any that can be collected. So a
/// simulation in which nothing can happen any more comes to its end.
/// </summary>
internal sealed class SweepEvent(Silo silo, SimulatedEngine engine) : TimedEvent
{
    private readonly List<Request> _overdue = [];
    private readonly List<Request> _lost = [];
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

    /// <summary>A call will have no response, for it or the response was lost. Its caller learns so when it has waited long enough.</summary>
    public void AddLost(Request request)
    {
        if (request.Deadline != Request.NoDeadline)
        {
            _lost.Add(request);
            ArmFor(request);
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
        if (_overdue.Count > 0 && (engine.Faults is not null || !engine.AwaitEscape()))
        {
            TimeOut();
        }

        TimeOutLost();
        if ((need & SweepNeed.Overdue) != 0 || _lost.Count > 0)
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
        // They were found in the order of a dictionary, which depends on how many processors there are.
        foreach (var request in _overdue.OrderBy(static request => request.Target!.StableId))
        {
            request.TimeOut();
        }

        _overdue.Clear();
    }

    private void TimeOutLost()
    {
        var now = silo.Scheduler.Seconds;
        for (var index = 0; index < _lost.Count; index++)
        {
            if (_lost[index].Deadline <= now)
            {
                // Also where the grain has answered: the caller does not know.
                _lost[index].Supersede(_lost[index].LateException());
                engine.AddNow(_lost[index], SimulatedEventKind.Respond);
            }
        }

        _lost.RemoveAll(request => request.Deadline <= now);
    }

    private TimeSpan NextSecond() => TimeSpan.FromSeconds(Math.Floor(engine.Elapsed.TotalSeconds) + SiloTiming.SweepPeriod.TotalSeconds);

    private void Arm(TimeSpan dueAt)
    {
        engine.Remove(this);
        engine.Add(this, dueAt);
    }
}
