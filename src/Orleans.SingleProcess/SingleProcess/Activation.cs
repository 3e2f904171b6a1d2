using Orleans.Runtime;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>
/// One grain in memory: its queue, its turns, and the context that brings continuations back to it. Its lock guards the fields up to the
/// queues and is never held while other code runs.
/// </summary>
internal sealed partial class Activation(GrainClass grainClass, string key) : SynchronizationContext, IGrainContext, IThreadPoolWorkItem
{
    /// <summary>Items run in one go before other activations get the thread.</summary>
    private const int ItemsPerDrain = 64;

    /// <summary>An execution context that no value flows with.</summary>
    public static readonly ExecutionContext CleanContext = CaptureCleanContext();

    private WorkQueue<WorkItem> _ready;
    private WorkQueue<Request> _waiting;
    private int _running;
    private int _blocking;
    private int _readOnly;
    private int _lastUsed;
    private Request? _runningHead;
    private object? _instance;
    private ActivationPhase _phase;
    private bool _scheduled;

    public GrainClass Class { get; } = grainClass;

    public string Key { get; } = key;

    public Silo Silo => Class.Silo;

    public GrainId GrainId => GrainId.Create(Class.GrainType, Key);

    /// <summary>The grain, once it is built; the observer, as long as somebody holds it.</summary>
    public object? GrainInstance => _instance is WeakReference observer ? observer.Target : _instance;

    /// <summary>What calls run on.</summary>
    public object Instance => GrainInstance ?? throw EndOfObserver();

    public GrainReference GrainReference => Silo.References.Untyped(Class, Key);

    public IServiceProvider ActivationServices => Silo.Services;

    /// <summary>The same number for this grain in every process.</summary>
    public ulong StableId => field != 0 ? field : field = StableHash.Of(Class.GrainType.ToString()!, Key);

    /// <summary>Whether something runs around its calls.</summary>
    public bool IsFiltered => Class.IsFilter || (Silo.Filters.Count > 0 && !Class.IsOwn);

    private bool HasWork => _ready.Head is not null || _phase switch
    {
        ActivationPhase.Created => _waiting.Head is not null,
        ActivationPhase.Active when _deactivation is not null => _running == 0,
        ActivationPhase.Active => _waiting.Head is not null && _blocking == 0 && (_readOnly == 0 || AnyReadOnlyWaits()),
        _ => false,
    };

    /// <summary>The activation of an observer; it is active at once, and does not keep the observer alive.</summary>
    public static Activation OfObserver(GrainClass observers, string key, IGrainObserver target) =>
        new(observers, key) { _instance = new WeakReference(target), _phase = ActivationPhase.Active };

    /// <summary>Takes a call or tick in; false when the activation has ended and another must be found.</summary>
    public bool Enqueue(Request request)
    {
        bool schedule;
        bool waitsForOthers;
        lock (this)
        {
            if (_phase == ActivationPhase.Dead)
            {
                return false;
            }

            request.Target = this;
            request.Kind = KindOf(request);
            if (request is not GrainTimer { KeepsAlive: false })
            {
                _lastUsed = Silo.Scheduler.Seconds;
            }

            if (request.Kind == TurnKind.Interleaving && _phase == ActivationPhase.Active && (_deactivation is null || _running > 0))
            {
                Admit(request);
                _ready.Add(request);
                waitsForOthers = false;
            }
            else
            {
                _waiting.Add(request);
                waitsForOthers = _running > 0;
            }

            schedule = MustSchedule();
        }

        if (schedule)
        {
            Silo.Scheduler.Schedule(this);
        }

        if (waitsForOthers && request.Caller is not null && CallCycle.Find(this, request) is { } cycle && TryWithdraw(request))
        {
            request.Fail(cycle);
        }

        return true;
    }

    /// <summary>Runs what can run. The scheduler calls it once for each <see cref="GrainScheduler.Schedule"/>.</summary>
    public void Drain()
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            for (var count = 0; count < ItemsPerDrain; count++)
            {
                if (Silo.Phase == SiloPhase.Crashed)
                {
                    return;
                }

                WorkItem? item;
                lock (this)
                {
                    item = Take();
                    if (item is null)
                    {
                        _scheduled = false;
                        return;
                    }
                }

                item.Execute(this);
                // Values that flow with one call must not reach the next.
                ExecutionContext.Restore(CleanContext);
            }
        }
        finally
        {
            SetSynchronizationContext(previous);
        }

        Silo.Scheduler.Schedule(this);
    }

    void IThreadPoolWorkItem.Execute() => Drain();

    /// <summary>Counts a turn as ended. Runs in the activation, so that <see cref="Drain"/> looks for the next one.</summary>
    public void Finish(Request request)
    {
        lock (this)
        {
            Unlink(request);
            if (request is not GrainTimer { KeepsAlive: false })
            {
                _lastUsed = Silo.Scheduler.Seconds;
            }

            _running--;
            switch (request.Kind)
            {
                case TurnKind.Blocking:
                    _blocking--;
                    break;
                case TurnKind.ReadOnly:
                    _readOnly--;
                    break;
                default:
                    break;
            }

            request.Holds = false;
        }
    }

    /// <summary>Adds the requests that made the calls that wait here, and wait for them.</summary>
    public void CollectWaitingCallers(List<Request> callers)
    {
        lock (this)
        {
            for (var request = _waiting.Head; request is not null; request = (Request?)request.Next)
            {
                if (request is { Caller: not null, IsAnswered: false })
                {
                    callers.Add(request.Caller);
                }
            }
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Silo.Scheduler.AcceptsPost(this))
        {
            Post(new Continuation(d, state));
        }
    }

    /// <summary>Queues what runs beside any turn.</summary>
    public void Post(WorkItem item)
    {
        bool schedule;
        lock (this)
        {
            _ready.Add(item);
            schedule = MustSchedule();
        }

        if (schedule)
        {
            Silo.Scheduler.Schedule(this);
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!ReferenceEquals(Current, this))
        {
            throw new NotSupportedException($"Work cannot be run synchronously in {GrainId} from outside of its turn.");
        }

        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override string ToString() => GrainId.ToString();

    private ClientNotAvailableException EndOfObserver()
    {
        Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "Nobody holds the observer any more."));
        return new ClientNotAvailableException(GrainId);
    }

    private static ExecutionContext CaptureCleanContext()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }

    private bool MustSchedule()
    {
        if (_scheduled || !HasWork)
        {
            return false;
        }

        _scheduled = true;
        return true;
    }

    private TurnKind KindOf(Request request)
    {
        var options = request.Options;
        return (options & RequestOptions.AlwaysInterleave) != 0 || (Class.IsReentrant && request is not LifecycleRequest)
            ? TurnKind.Interleaving
            : (options & RequestOptions.ReadOnly) != 0 ? TurnKind.ReadOnly : TurnKind.Blocking;
    }

    private WorkItem? Take()
    {
        var item = _ready.Head is not null ? _ready.TakeHead() : HasWork ? TakeWaiting() : null;
        if (item is Request request)
        {
            // What runs is in no queue, so its link is free for the list of what runs.
            request.Next = _runningHead;
            _runningHead = request;
        }

        return item;
    }

    private void Unlink(Request request)
    {
        if (ReferenceEquals(_runningHead, request))
        {
            _runningHead = (Request?)request.Next;
        }
        else
        {
            for (var other = _runningHead; other is not null; other = (Request?)other.Next)
            {
                if (ReferenceEquals(other.Next, request))
                {
                    other.Next = request.Next;
                    break;
                }
            }
        }

        request.Next = null;
    }

    private Request? TakeWaiting()
    {
        Request? request;
        if (_phase == ActivationPhase.Created)
        {
            _phase = ActivationPhase.Activating;
            request = new ActivationRequest(this, _waiting.Head!);
        }
        else if (_deactivation is not null)
        {
            _phase = ActivationPhase.Deactivating;
            request = new DeactivationRequest(this);
        }
        else
        {
            request = _readOnly == 0 ? _waiting.TakeHead() : _waiting.TakeFirst(static waiting => waiting.Kind == TurnKind.ReadOnly);
        }

        if (request is not null)
        {
            Admit(request);
        }

        return request;
    }

    private void Admit(Request request)
    {
        _running++;
        switch (request.Kind)
        {
            case TurnKind.Blocking:
                _blocking++;
                request.Holds = true;
                break;
            case TurnKind.ReadOnly:
                _readOnly++;
                request.Holds = true;
                break;
            default:
                break;
        }
    }

    private bool AnyReadOnlyWaits()
    {
        for (var request = _waiting.Head; request is not null; request = (Request?)request.Next)
        {
            if (request.Kind == TurnKind.ReadOnly)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryWithdraw(Request request)
    {
        lock (this)
        {
            return _waiting.Remove(request);
        }
    }
}
