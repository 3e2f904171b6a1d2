using Orleans.Runtime;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private static readonly Deactivation IdleDeactivation = new(
        new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nobody has called the grain for long."), CancellationToken.None);

    /// <summary>Activations that may end, one after the other, before they take a call. A grain that ends whenever it is activated would be activated without end.</summary>
    private const int MaxMoves = 100;

    private Deactivation? _deactivation;
    private GrainTimer? _timers;
    private TaskCompletionSource? _completion;

    public Task Deactivated
    {
        get
        {
            lock (this)
            {
                return _phase == ActivationPhase.Dead ? Task.CompletedTask : (_completion ??= new TaskCompletionSource()).Task;
            }
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool schedule;
        lock (this)
        {
            _deactivation ??= new Deactivation(deactivationReason, cancellationToken);
            schedule = MustSchedule();
        }

        if (schedule)
        {
            Silo.Scheduler.Schedule(this);
        }
    }

    public void AddTimer(GrainTimer timer)
    {
        timer.NextOfGrain = _timers;
        _timers = timer;
    }

    public void RemoveTimer(GrainTimer timer)
    {
        if (ReferenceEquals(_timers, timer))
        {
            _timers = timer.NextOfGrain;
            return;
        }

        for (var other = _timers; other is not null; other = other.NextOfGrain)
        {
            if (ReferenceEquals(other.NextOfGrain, timer))
            {
                other.NextOfGrain = timer.NextOfGrain;
                return;
            }
        }
    }

    /// <summary>Builds the grain, reads its state and tells it.</summary>
    public async Task ActivateAsync()
    {
        var states = Class.Activator.StateCount == 0 ? null : new List<PersistentState>(Class.Activator.StateCount);
        _instance = Class.Activator.Create(this, states);
        foreach (var state in states ?? [])
        {
            await state.ReadStateAsync();
        }

        if (GrainInstance is IGrainBase grain)
        {
            await grain.OnActivateAsync(CancellationToken.None);
        }
    }

    public void EndActivate(Task outcome)
    {
        if (outcome.IsCompletedSuccessfully)
        {
            lock (this)
            {
                _phase = ActivationPhase.Active;
                while (_waiting.TakeFirst(static request => request.Kind == TurnKind.Interleaving) is { } interleaving)
                {
                    Admit(interleaving);
                    _ready.Add(interleaving);
                }
            }

            return;
        }

        var exception = outcome.Exception?.InnerException
            ?? new OrleansException($"The activation of {GrainId} was cancelled by its own code.");
        SiloLog.ActivationFailed(Silo.Logger, exception, GrainId);
        for (var request = Die(); request is not null;)
        {
            var next = (Request?)request.Next;
            request.Next = null;
            request.Fail(exception);
            request = next;
        }
    }

    /// <summary>Tells the grain that it ends. What the grain throws is logged: there is no way back.</summary>
    public async Task DeactivateAsync()
    {
        DisposeTimers();
        try
        {
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(_deactivation!.Reason, _deactivation.Token);
            }
        }
#pragma warning disable CA1031 // As in Orleans, a grain cannot refuse to end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            SiloLog.DeactivationFailed(Silo.Logger, exception, GrainId);
        }

        if (Class.IsOfObservers)
        {
            // Whoever made the observer disposes of it.
            return;
        }

        if (GrainInstance is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync();
        }
        else if (GrainInstance is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }

    public void EndDeactivate(Task outcome)
    {
        if (outcome.IsFaulted)
        {
            SiloLog.DeactivationFailed(Silo.Logger, outcome.Exception.InnerException, GrainId);
        }

        for (var request = Die(); request is not null;)
        {
            var next = (Request?)request.Next;
            request.Next = null;
            if (request.Reference is not null)
            {
                Move(request);
            }

            request = next;
        }
    }

    private void Move(Request request)
    {
        if (++request.Moves < MaxMoves)
        {
            Silo.Deliver(request);
        }
        else
        {
            request.Fail(new OrleansMessageRejectionException(
                $"The call {request.Describe()} was refused: {request.Moves} activations ended before they took it."));
        }
    }

    /// <summary>Leaves the directory; returns the calls that wait.</summary>
    private Request? Die()
    {
        DisposeTimers();
        Request? waiting;
        TaskCompletionSource? completion;
        lock (this)
        {
            _phase = ActivationPhase.Dead;
            waiting = _waiting.TakeAll();
            completion = _completion;
        }

        Class.Remove(this);
        completion?.SetResult();
        return waiting;
    }

    private void DisposeTimers()
    {
        while (_timers is { } timer)
        {
            timer.Dispose();
        }
    }
}
