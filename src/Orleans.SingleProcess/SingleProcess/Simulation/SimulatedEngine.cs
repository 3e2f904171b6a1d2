using System.Diagnostics;
using Orleans.Runtime;
using Orleans.SingleProcess.CodeGeneration;
using Orleans.SingleProcess.Simulation.Faults;

namespace Orleans.SingleProcess.Simulation;

/// <summary>
/// The event loop. Events of the present instant are drawn by the seed; when there are none, the clock moves to the next ones. Every event runs
/// at a clean place, without a context of its own, so that continuations which captured nothing run inline and in order.
/// </summary>
internal sealed class SimulatedEngine
{
    /// <summary>Events at one instant after which time is taken to stand still.</summary>
    private const long MaxEventsPerInstant = 50_000_000;

    /// <summary>Virtual time that one run to completion may take.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromDays(400);

    private static readonly ExecutionContext CleanContext = Activation.CleanContext;

    private readonly Agenda _agenda = new();
    private readonly List<Request> _external = [];
    private readonly EscapeGuard _guard = new();
    private readonly DueEvents _due;
    private readonly MessageCarrier _carrier;
    private readonly DateTimeOffset _start;
    private long _nowTicks;
    private long _eventsAtInstant;
    private long _sequence;
    private bool _isRunning;
    private bool _mayMerge;
    private Activation? _merged;

    public SimulatedEngine(ulong seed, DateTimeOffset start, FaultPlan? plan)
    {
        _start = start.ToUniversalTime();
        _due = new DueEvents(seed);
        Faults = plan is null ? null : new FaultInjector(plan, seed, this);
        _carrier = new MessageCarrier(this);
    }

    /// <summary>What goes wrong; null when nothing does.</summary>
    public FaultInjector? Faults { get; }

    /// <summary>Ends the host's life and starts the next, when the faults say so.</summary>
    public Action? Crash { get; set; }

    public DateTimeOffset Now => _start + Elapsed;

    public TimeSpan Elapsed => new(_nowTicks);

    public long EventCount { get; private set; }

    public ulong TraceHash { get; private set; }

    public void RunUntil(DateTimeOffset time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Now);
        var end = (time - _start).Ticks;
        RunSteps(engine =>
        {
            while (engine._due.Count > 0 || (engine._agenda.Count > 0 && engine._agenda.First.DueTicks <= end))
            {
                engine.Step();
            }

            return true;
        });
        MoveTo(end);
    }

    public void RunToCompletion(Task task) => RunSteps(engine =>
    {
        var end = engine.Elapsed + MaxRun;
        while (!task.IsCompleted)
        {
            if (engine.Elapsed > end)
            {
                throw new SimulationStalledException($"The task has not ended after {MaxRun.TotalDays} virtual days, at {engine.Now:O}.");
            }

            if (!engine.Step())
            {
                engine._guard.AwaitEscape();
                engine._guard.ThrowIfFailed(engine.Now);
                throw new SimulationStalledException($"Nothing is scheduled at {engine.Now:O}, and the task has not ended: what it waits for will never come.");
            }
        }

        return true;
    });

    /// <summary>Runs at the clean place and takes the thread as the simulation's own.</summary>
    public bool RunSteps(Func<SimulatedEngine, bool> steps)
    {
        if (_isRunning)
        {
            throw new InvalidOperationException("The simulation runs already: an event cannot run it further.");
        }

        _guard.TakeThread();
        var context = SynchronizationContext.Current;
        var execution = ExecutionContext.Capture();
        SynchronizationContext.SetSynchronizationContext(null);
        ExecutionContext.Restore(CleanContext);
        try
        {
            _isRunning = true;
            _guard.ThrowIfFailed(Now);
            return steps(this);
        }
        finally
        {
            _isRunning = false;
            if (execution is not null)
            {
                ExecutionContext.Restore(execution);
            }

            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Runs one event; false when there is none.</summary>
    public bool Step()
    {
        if (_due.Count == 0 && !MoveToNextInstant())
        {
            return false;
        }

        if (++_eventsAtInstant > MaxEventsPerInstant)
        {
            throw new SimulationStalledException($"{MaxEventsPerInstant} events ran at {Now:O} and time has not moved: grains wake each other without end.");
        }

        var due = _due.Draw();
        EventCount++;
        _mayMerge = true;
        Execute(due);
        _mayMerge = false;
        if (_merged is { } merged)
        {
            _merged = null;
            merged.Drain();
        }

        _guard.ThrowIfFailed(Now);
        if (Faults?.WantsCrash() == true)
        {
            Crash!();
        }

        return true;
    }

    public Task<TResult> Start<TResult>(Func<Task<TResult>> driver)
    {
        // The result is set in the driver's context, where nobody waits but the driver of this run.
        var ended = new TaskCompletionSource<TResult>();
        AddDriver(async () =>
        {
            try
            {
                ended.SetResult(await driver());
            }
#pragma warning disable CA1031 // Whoever awaits the driver gets what it threw.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                ended.SetException(exception);
            }
        });
        return ended.Task;
    }

    public Task Start(Func<Task> driver) => Start(async () =>
    {
        await driver();
        return true;
    });

    public void Schedule(DateTimeOffset time, Action action) => Add(new ActionEvent(action), time - _start);

    public void Add(TimedEvent added, TimeSpan dueAt)
    {
        Debug.Assert(added.Index == TimedEvent.Nowhere, "An event is in one place.");
        added.DueTicks = Math.Max(dueAt.Ticks, _nowTicks);
        added.Sequence = _sequence++;
        if (added.DueTicks == _nowTicks)
        {
            AddDue(added);
        }
        else
        {
            _agenda.Add(added);
        }
    }

    public void Remove(TimedEvent removed)
    {
        if (removed.Index >= 0)
        {
            _agenda.Remove(removed);
        }
        else if (removed.Index == TimedEvent.DueNow)
        {
            removed.Index = TimedEvent.Nowhere;
            _due.RemoveAll(due => ReferenceEquals(due.Item, removed));
        }
    }

    public void Send(Request request)
    {
        if (request.Caller is { Target: { } caller } && !ReferenceEquals(caller, SynchronizationContext.Current))
        {
            var escape = new SimulationEscapeException(
                $"{request.Caller.Describe()} called {request.Describe()} outside of its turn: an await before the call did not come back to it (ConfigureAwait(false)?).");
            Fail(escape);
            throw escape;
        }

        if (request.Caller is null && (request.Options & RequestOptions.OneWay) == 0)
        {
            request.ExternalIndex = _external.Count;
            _external.Add(request);
        }

        _carrier.Carry(request, SimulatedEventKind.Deliver);
    }

    public void Respond(Request request) => _carrier.Carry(request, SimulatedEventKind.Respond);

    public void AddNow(object item, SimulatedEventKind kind) => _due.Add(new DueEvent(item, kind));

    /// <summary>An activation that was idle until this event goes on within it.</summary>
    public void AddActivation(Activation activation)
    {
        if (_mayMerge && _merged is null)
        {
            _merged = activation;
        }
        else
        {
            AddNow(activation, SimulatedEventKind.Drain);
        }
    }

    /// <summary>Takes out all that belongs to a crashed life, and tells the world's callers.</summary>
    public void DropLife(Silo crashed)
    {
        _agenda.RemoveAll(timed => ReferenceEquals(timed.Life, crashed));
        _due.RemoveAll(due => ReferenceEquals(LifeOf(due), crashed));
        if (_merged is not null && ReferenceEquals(_merged.Silo, crashed))
        {
            _merged = null;
        }

        foreach (var request in _external.ToArray())
        {
            if (ReferenceEquals(request.Silo, crashed))
            {
                request.Supersede(new SiloUnavailableException($"The host crashed before it answered {request.Describe()}."));
                AddNow(request, SimulatedEventKind.Respond);
            }
        }
    }

    /// <inheritdoc cref="EscapeGuard.IsOnOwnThread"/>
    public bool IsOnOwnThread() => _guard.IsOnOwnThread();

    /// <summary>Whether work has left for the pool, which is not noticed before it comes back. What looks like waiting may be that.</summary>
    public bool AwaitEscape() => _guard.AwaitEscape();

    public void Fail(Exception exception) => _guard.Fail(exception);

    private static Silo? LifeOf(DueEvent due) => due.Item switch
    {
        Request request => request.Silo,
        Activation activation => activation.Silo,
        TimedEvent timed => timed.Life,
        _ => null,
    };

    private void Execute(DueEvent due)
    {
        Trace(due);
        switch (due.Kind)
        {
            case SimulatedEventKind.Deliver:
                var arriving = (Request)due.Item;
                arriving.Silo.Deliver(arriving);
                break;
            case SimulatedEventKind.Respond:
                var answered = (Request)due.Item;
                RemoveExternal(answered);
                answered.CompleteCaller();
                break;
            case SimulatedEventKind.Drain:
                _mayMerge = false;
                ((Activation)due.Item).Drain();
                break;
            case SimulatedEventKind.Timed:
                var timed = (TimedEvent)due.Item;
                timed.Index = TimedEvent.Nowhere;
                RunGuarded(timed.Run);
                break;
            default:
                RunGuarded(((DriverStep)due.Item).Run);
                break;
        }

        ExecutionContext.Restore(CleanContext);
    }

    private void RunGuarded(Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // Nobody awaits it: the run fails.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    private void Trace(DueEvent due)
    {
        var id = due.Item switch
        {
            Request request => request.StableId,
            Activation activation => activation.StableId,
            TimedEvent timed => timed.StableId,
            _ => 0UL,
        };
        TraceHash = StableHash.Mix(StableHash.Mix(TraceHash, (ulong)_nowTicks ^ ((ulong)due.Kind << 56)), id);
    }

    private void AddDriver(Func<Task> driver)
    {
        var context = new DriverContext(this);
        AddNow(new DriverStep(context, static run => _ = ((Func<Task>)run!)(), driver), SimulatedEventKind.Drive);
    }

    private void AddDue(TimedEvent timed)
    {
        timed.Index = TimedEvent.DueNow;
        AddNow(timed, SimulatedEventKind.Timed);
    }

    private bool MoveToNextInstant()
    {
        if (_agenda.Count == 0)
        {
            return false;
        }

        MoveTo(_agenda.First.DueTicks);
        while (_agenda.Count > 0 && _agenda.First.DueTicks == _nowTicks)
        {
            var first = _agenda.First;
            _agenda.Remove(first);
            AddDue(first);
        }

        return true;
    }

    private void MoveTo(long ticks)
    {
        _nowTicks = ticks;
        _eventsAtInstant = 0;
    }

    private void RemoveExternal(Request request)
    {
        if (request.ExternalIndex < 0)
        {
            return;
        }

        var last = _external[^1];
        _external[request.ExternalIndex] = last;
        last.ExternalIndex = request.ExternalIndex;
        _external.RemoveAt(_external.Count - 1);
        request.ExternalIndex = -1;
    }
}
