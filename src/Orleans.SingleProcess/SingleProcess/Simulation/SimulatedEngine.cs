using System.Diagnostics;
using Orleans.Runtime;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess.Simulation;

/// <summary>
/// The event loop. Events of the present instant are drawn by the seed; when there are none, the clock moves to the next ones. Every event runs
/// at a clean place, without a context of its own, so that continuations which captured nothing run inline and in order.
/// </summary>
internal sealed class SimulatedEngine(ulong seed, DateTimeOffset start)
{
    /// <summary>Events at one instant after which time is taken to stand still.</summary>
    private const long MaxEventsPerInstant = 50_000_000;

    /// <summary>How long a run that would stall waits, in real time, for an escape to show itself; again while the pool has work queued.</summary>
    private const int EscapeGraceMilliseconds = 50;

    private const int MaxEscapeGraces = 40;

    private static readonly ExecutionContext CleanContext = Activation.CleanContext;

    private readonly Agenda _agenda = new();
    private readonly List<Request> _external = [];
    private readonly object _escapeSignal = new();
    private DueEvent[] _due = new DueEvent[256];
    private int _dueCount;
    private ulong _random = seed;
    private long _nowTicks;
    private long _eventsAtInstant;
    private long _sequence;
    private int _ownThread = Environment.CurrentManagedThreadId;
    private bool _mayMerge;
    private Activation? _merged;
    private Exception? _failure;
    private Exception? _escape;

    public DateTimeOffset Now => start.ToUniversalTime() + Elapsed;

    public TimeSpan Elapsed => new(_nowTicks);

    public long EventCount { get; private set; }

    public ulong TraceHash { get; private set; }

    public void RunUntil(DateTimeOffset time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Now);
        var end = (time - start).Ticks;
        RunSteps(engine =>
        {
            while (engine._dueCount > 0 || (engine._agenda.Count > 0 && engine._agenda.First.DueTicks <= end))
            {
                engine.Step();
            }

            return true;
        });
        MoveTo(end);
    }

    public void RunToCompletion(Task task) => RunSteps(engine =>
    {
        while (!task.IsCompleted)
        {
            if (!engine.Step())
            {
                engine.AwaitEscape();
                engine.ThrowIfFailed();
                throw new SimulationStalledException($"Nothing is scheduled at {engine.Now:O}, and the task has not ended: what it waits for will never come.");
            }
        }

        return true;
    });

    /// <summary>Runs at the clean place and takes the thread as the simulation's own.</summary>
    public bool RunSteps(Func<SimulatedEngine, bool> steps)
    {
        _ownThread = Environment.CurrentManagedThreadId;
        var context = SynchronizationContext.Current;
        var execution = ExecutionContext.Capture();
        SynchronizationContext.SetSynchronizationContext(null);
        ExecutionContext.Restore(CleanContext);
        try
        {
            ThrowIfFailed();
            return steps(this);
        }
        finally
        {
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
        if (_dueCount == 0 && !MoveToNextInstant())
        {
            return false;
        }

        if (++_eventsAtInstant > MaxEventsPerInstant)
        {
            throw new SimulationStalledException($"{MaxEventsPerInstant} events ran at {Now:O} and time has not moved: grains wake each other without end.");
        }

        var index = (int)((NextRandom() >> 32) * (ulong)_dueCount >> 32);
        var due = _due[index];
        _due[index] = _due[--_dueCount];
        _due[_dueCount] = default;
        EventCount++;
        _mayMerge = true;
        Execute(due);
        _mayMerge = false;
        if (_merged is { } merged)
        {
            _merged = null;
            merged.Drain();
        }

        ThrowIfFailed();
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

    public void Schedule(DateTimeOffset time, Action action) => Add(new ActionEvent(action), time - start);

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
            RemoveDue(due => ReferenceEquals(due.Item, removed));
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

        AddNow(request, SimulatedEventKind.Deliver);
    }

    public void AddNow(object item, SimulatedEventKind kind)
    {
        if (_dueCount == _due.Length)
        {
            Array.Resize(ref _due, _dueCount * 2);
        }

        _due[_dueCount++] = new DueEvent(item, kind);
    }

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
        RemoveDue(due => ReferenceEquals(LifeOf(due), crashed));
        if (_merged is not null && ReferenceEquals(_merged.Silo, crashed))
        {
            _merged = null;
        }

        foreach (var request in _external.ToArray())
        {
            if (ReferenceEquals(request.Silo, crashed))
            {
                request.SupersedeCancellation();
                AddNow(request, SimulatedEventKind.RespondCrashed);
            }
        }
    }

    /// <summary>Whether the caller is on the simulation's thread; if not, the run fails at its next event.</summary>
    public bool IsOnOwnThread()
    {
        if (Environment.CurrentManagedThreadId == _ownThread)
        {
            return true;
        }

        // Thrown here, on a pool thread, it would end the process.
        var escape = new SimulationEscapeException($"Work came to the simulation from another thread, from:{Environment.NewLine}{new StackTrace(1)}");
        lock (_escapeSignal)
        {
            _escape ??= escape;
            Monitor.PulseAll(_escapeSignal);
        }

        return false;
    }

    public void Fail(Exception exception) => _failure ??= exception;

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
            case SimulatedEventKind.RespondCancelled:
                var cancelled = (Request)due.Item;
                RemoveExternal(cancelled);
                cancelled.CompleteCallerCancelled();
                break;
            case SimulatedEventKind.RespondCrashed:
                var lost = (Request)due.Item;
                RemoveExternal(lost);
                lost.CompleteCallerFailed(new SiloUnavailableException($"The host crashed before it answered {lost.Describe()}."));
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

    private void AwaitEscape()
    {
        lock (_escapeSignal)
        {
            for (var graces = 0; _escape is null && graces < MaxEscapeGraces; graces++)
            {
                var hadQueuedWork = ThreadPool.PendingWorkItemCount > 0;
                Monitor.Wait(_escapeSignal, EscapeGraceMilliseconds);
                if (!hadQueuedWork)
                {
                    return;
                }
            }
        }
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

    private void RemoveDue(Predicate<DueEvent> matches)
    {
        var kept = 0;
        for (var index = 0; index < _dueCount; index++)
        {
            if (!matches(_due[index]))
            {
                _due[kept++] = _due[index];
            }
        }

        Array.Clear(_due, kept, _dueCount - kept);
        _dueCount = kept;
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

    private void ThrowIfFailed()
    {
        if (Volatile.Read(ref _escape) is { } escape)
        {
            throw new SimulationEscapeException(escape.Message, escape);
        }

        switch (_failure)
        {
            case null:
                return;
            case SimulationEscapeException escaped:
                throw new SimulationEscapeException(escaped.Message, escaped);
            default:
                throw new SimulationFaultException($"Code that nobody awaits threw at {Now:O}: {_failure.Message}", _failure);
        }
    }

    /// <summary>SplitMix64.</summary>
    private ulong NextRandom()
    {
        var mixed = _random += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    private readonly record struct DueEvent(object Item, SimulatedEventKind Kind);
}
