using System.Reflection;
using Orleans.Runtime;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>A grain's timer. It is itself the request of its tick, so it can be in one place only: armed, queued or running.</summary>
internal abstract class GrainTimer(Activation owner, GrainTimerCreationOptions options) : Request, IGrainTimer
{
    private readonly bool _interleave = options.Interleave;
    private TimeSpan _period = options.Period;
    private TimerPhase _phase;
    private bool _isChanged;
    private bool _isDisposed;
    private CancellationTokenSource? _cancellation;

    /// <summary>The time of the next tick on the scheduler's clock; <see cref="Timeout.InfiniteTimeSpan"/> when there is none.</summary>
    public TimeSpan DueAt { get; private set; } = Timeout.InfiniteTimeSpan;

    public GrainTimer? NextOfGrain { get; set; }

    public long WheelSlot { get; set; }

    public bool IsInWheel { get; set; }

    public GrainTimer? WheelNext { get; set; }

    public GrainTimer? WheelPrevious { get; set; }

    /// <summary>The simulated scheduler's event; null in a live host.</summary>
    public object? ScheduledEvent { get; set; }

    public Activation Owner { get; } = owner;

    public override string MethodName => nameof(IGrainTimerInvoker.InvokeCallbackAsync);

    public override uint MethodId => 1;

    public override Type InterfaceType => typeof(IGrainTimerInvoker);

    public override MethodInfo InterfaceMethod => typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!;

    /// <summary>Whether its ticks count as use of the activation.</summary>
    public bool KeepsAlive { get; } = options.KeepAlive;

    public override RequestOptions Options => _interleave ? RequestOptions.AlwaysInterleave : RequestOptions.None;

    public static GrainTimer Register<TState>(
        IGrainContext context, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        if (context is not Activation activation)
        {
            throw new ArgumentException($"The grain context {context.GetType()} is not of this host.", nameof(context));
        }

        Validate(options.DueTime, options.Period);
        var timer = new GrainTimer<TState>(activation, callback, state, options);
        activation.AddTimer(timer);
        lock (timer)
        {
            timer.ArmAfter(options.DueTime);
        }

        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, period);
        lock (this)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _period = period;
            if (_phase is TimerPhase.Queued or TimerPhase.Running)
            {
                // A tick that has not begun is void; one that runs is followed by the new time.
                _isChanged = true;
                DueAt = At(dueTime);
                return;
            }

            Owner.Silo.Scheduler.Disarm(this);
            ArmAfter(dueTime);
        }
    }

    public void Dispose()
    {
        CancellationTokenSource? cancellation;
        lock (this)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            Owner.Silo.Scheduler.Disarm(this);
            cancellation = _cancellation;
        }

        Owner.RemoveTimer(this);
        cancellation?.Cancel();
        cancellation?.Dispose();
    }

    /// <summary>Queues the tick if it is due at <paramref name="now"/> on the scheduler's clock.</summary>
    public void Fire(TimeSpan now)
    {
        lock (this)
        {
            if (_isDisposed || _phase != TimerPhase.Armed || DueAt > now)
            {
                return;
            }

            Owner.Silo.Scheduler.Disarm(this);
            _phase = TimerPhase.Queued;
        }

        Owner.Enqueue(this);
    }

    private protected abstract Task RunCallbackAsync(CancellationToken token);

    private protected sealed override Task StartAsync(Activation activation)
    {
        lock (this)
        {
            if (_isDisposed || _isChanged)
            {
                return Task.CompletedTask;
            }

            _phase = TimerPhase.Running;
            _cancellation ??= new CancellationTokenSource();
        }

        return activation.IsFiltered
            ? new IncomingCall(this, activation, activation.Silo.Filters).Invoke()
            : RunCallbackAsync(_cancellation.Token);
    }

    internal sealed override async Task<object?> InvokeTargetAsync(Activation activation)
    {
        await RunCallbackAsync(_cancellation!.Token);
        return null;
    }

    private protected sealed override void OnEnded(Activation activation, Task outcome)
    {
        if (outcome.IsFaulted)
        {
            SiloLog.TimerFailed(activation.Silo.Logger, outcome.Exception.InnerException, activation.GrainId);
        }

        lock (this)
        {
            _phase = TimerPhase.Idle;
            if (_isDisposed)
            {
                return;
            }

            if (_isChanged)
            {
                _isChanged = false;
                ArmAt(DueAt);
            }
            else
            {
                ArmAfter(_period);
            }
        }
    }

    private protected sealed override void SetResponse(Task response)
    {
    }

    private static void Validate(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero && dueTime != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "A timer's due time is zero or more, or infinite.");
        }

        if (period <= TimeSpan.Zero && period != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(period), period, "A timer's period is more than zero, or infinite.");
        }
    }

    private TimeSpan At(TimeSpan dueTime) =>
        dueTime == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : Owner.Silo.Scheduler.Elapsed + dueTime;

    private void ArmAfter(TimeSpan dueTime) => ArmAt(At(dueTime));

    private void ArmAt(TimeSpan dueAt)
    {
        DueAt = dueAt;
        if (dueAt == Timeout.InfiniteTimeSpan)
        {
            _phase = TimerPhase.Idle;
            return;
        }

        _phase = TimerPhase.Armed;
        Owner.Silo.Scheduler.Arm(this);
    }

    private enum TimerPhase : byte
    {
        Idle,
        Armed,
        Queued,
        Running,
    }
}

/// <summary>A timer whose callback takes a state.</summary>
internal sealed class GrainTimer<TState>(
    Activation owner, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    : GrainTimer(owner, options)
{
    private protected override Task RunCallbackAsync(CancellationToken token) => callback(state, token);
}
