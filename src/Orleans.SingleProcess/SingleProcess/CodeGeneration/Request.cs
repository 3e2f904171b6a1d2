using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>
/// One call: the frame in its call chain, the node of its target's queue and, in a simulation, the event. Generated code derives from it through
/// <see cref="Request{TResult}"/> and <see cref="VoidRequest"/>; nothing else should.
/// </summary>
#pragma warning disable CA1001 // A token source without a timer and a wait handle has nothing to dispose of.
public abstract class Request : WorkItem, ICallFrame, IInvokable
{
#pragma warning restore CA1001
    /// <summary>The deadline of a call that waits for ever.</summary>
    internal const int NoDeadline = int.MaxValue;

    private Task? _outcome;
    private Task? _response;
    private CallCancellation? _cancellation;
    private int _isAnswered;
    private bool _isCompleted;
    private volatile bool _holds;

    private protected Request()
    {
    }

    /// <summary>The name of the called method.</summary>
    public abstract string MethodName { get; }

    /// <summary>A number that is the same for this method in every process.</summary>
    public abstract uint MethodId { get; }

    /// <summary>The interface that the call goes through.</summary>
    public abstract Type InterfaceType { get; }

    /// <summary>The called method of the interface.</summary>
    public abstract MethodInfo InterfaceMethod { get; }

    /// <summary>How the call runs.</summary>
    public virtual RequestOptions Options => RequestOptions.None;

    /// <summary>How long the caller waits; null for the host's default.</summary>
    public virtual TimeSpan? ResponseTimeout => null;

    /// <summary>Whether the method takes a cancellation token.</summary>
    public virtual bool TakesToken => false;

    /// <summary>The caller's token before the call runs, the called method's own from then on; the default when the method takes none.</summary>
    public virtual CancellationToken CancellationToken
    {
        get => default;
        protected set => throw new NotSupportedException($"{MethodName} takes no token.");
    }

    /// <summary>The request whose code runs now; null outside of grains.</summary>
    internal static Request? Current => CallFrame.Current?.Request;

    /// <summary>The request that made this call; null when a client, a timer or the host made it, or nobody waits for it.</summary>
    internal Request? Caller { get; set; }

    /// <summary>The grain that made the call, where <see cref="Caller"/> does not say it because it waits for nothing; null where no grain did.</summary>
    internal Activation? Sender { get; set; }

    /// <summary>The values of the request context that flow with the call.</summary>
    internal ImmutableDictionary<string, object>? Values { get; set; }

    ImmutableDictionary<string, object>? ICallFrame.Values => Values;

    Request ICallFrame.Request => this;

    internal GrainProxy? Reference { get; set; }

    internal Activation? Target { get; set; }

    internal TurnKind Kind { get; set; }

    /// <summary>The second on the scheduler's clock after which nobody waits any more.</summary>
    internal int Deadline { get; set; } = NoDeadline;

    /// <summary>How many activations have ended while the call waited in them.</summary>
    internal int Moves { get; set; }

    /// <summary>Whether the request runs now and excludes others on its target.</summary>
    internal bool Holds
    {
        get => _holds;
        set => _holds = value;
    }

    /// <summary>Whether it is the second arrival of a call that somebody sent once: nobody waits for it.</summary>
    internal bool IsDuplicate { get; private set; }

    internal bool IsAnswered => Volatile.Read(ref _isAnswered) != 0;

    /// <summary>The place among a simulation's calls from outside; negative when the request is not one of them.</summary>
    internal int ExternalIndex { get; set; } = -1;

    /// <summary>The same number for this call in every run with the same seed.</summary>
    internal ulong StableId => (Target?.StableId ?? Reference!.StableTargetId) ^ MethodId;

    internal Silo Silo => Target?.Silo ?? Reference!.Class.Silo;

    /// <inheritdoc/>
    public virtual int GetArgumentCount() => 0;

    /// <inheritdoc/>
    public virtual object? GetArgument(int index) => throw NoArgument(index);

    /// <summary>Replaces the argument at this place.</summary>
    public virtual void SetArgument(int index, object? value) => throw NoArgument(index);

    string IInvokable.GetMethodName() => MethodName;

    CancellationToken IInvokable.GetCancellationToken() => CancellationToken;

    /// <summary>What a wrong index gets.</summary>
    protected ArgumentOutOfRangeException NoArgument(int index) =>
        new(nameof(index), index, $"{MethodName} has {GetArgumentCount()} arguments.");

    /// <summary>The method of an interface by its parameters' types.</summary>
    protected static MethodInfo FindMethod(Type interfaceType, string name, Type[] parameters)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        return interfaceType.GetMethod(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, parameters)
            ?? throw new MissingMethodException(interfaceType.FullName, name);
    }

    internal sealed override void Execute(Activation activation)
    {
        if (IsAnswered)
        {
            // The caller has gone: its token fired, or it waited too long.
            activation.Finish(this);
            return;
        }

        CallFrame.Enter(this);
        if (_cancellation is not null)
        {
            CancellationToken = _cancellation.Token;
        }

        try
        {
            _outcome = StartAsync(activation)
                ?? Task.FromException(new InvalidOperationException($"{Describe()} returned null instead of a task."));
        }
#pragma warning disable CA1031 // Whatever the grain throws is its answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _outcome = Task.FromException(exception);
        }

        if (_outcome.IsCompleted)
        {
            EndTurn();
        }
        else
        {
            // Captures the activation's context: the turn's end runs in it, inline when the grain's last await ended there.
            _outcome.GetAwaiter().UnsafeOnCompleted(EndTurn);
        }
    }

    /// <summary>The same call once more, before it has arrived.</summary>
    internal Request Duplicate()
    {
        var copy = (Request)MemberwiseClone();
        copy.IsDuplicate = true;
        copy.Sender = Caller?.Target ?? Sender;
        copy.Caller = null;
        copy.ExternalIndex = -1;
        copy.Deadline = NoDeadline;
        copy._isAnswered = 0;
        copy._cancellation = _cancellation is null ? null : new CallCancellation(copy, CancellationToken.None);
        Silo.Strict?.Take(copy);
        return copy;
    }

    /// <summary>Makes the token of the called method; from now on the caller's token ends the call for the caller at once.</summary>
    internal void WatchCancellation() => _cancellation = new CallCancellation(this, CancellationToken);

    internal void Fail(Exception exception) => AnswerAsSent(Task.FromException(exception));

    /// <summary>Answers in the called grain's stead, and tells the grain that nobody waits any more. False when the call is answered already.</summary>
    internal bool AnswerEarly(Task response)
    {
        if (!TrySetResponse(response))
        {
            return false;
        }

        Silo.Scheduler.RespondLocally(this);

        if (_cancellation is not null)
        {
            Target?.Post(new CancellationArrival(_cancellation));
        }

        return true;
    }

    /// <summary>Tells the caller that it has waited too long.</summary>
    internal void TimeOut() => AnswerEarly(Task.FromException(LateException()));

    /// <summary>What a caller that has waited too long gets.</summary>
    internal TimeoutException LateException() => new(
        $"The call {Describe()} had no response within {ResponseTimeout ?? TimeSpan.FromSeconds(Silo.Timing.ResponseSeconds)}. "
        + "The grain goes on with it, unless it waited in the queue.");

    /// <summary>Hands a response to the scheduler, unless another was first.</summary>
    private protected void Answer(Task response)
    {
        if (TrySetResponse(response))
        {
            Silo.Scheduler.Respond(this);
        }
    }

    private bool TrySetResponse(Task response)
    {
        if (Interlocked.Exchange(ref _isAnswered, 1) != 0 || IsDuplicate)
        {
            return false;
        }

        _response = response;
        return true;
    }

    /// <summary>Replaces a response that may be on its way, and will never arrive, by this one.</summary>
    internal void Supersede(Exception exception)
    {
        Volatile.Write(ref _isAnswered, 1);
        _response = Task.FromException(exception);
    }

    /// <summary>Completes the caller's task, unless it is complete: a lost call may have been cancelled before its time ran out.</summary>
    internal void CompleteCaller()
    {
        if (_isCompleted)
        {
            return;
        }

        _isCompleted = true;
        Debug.Assert(_response is { IsCompleted: true }, "A response has an outcome.");
        _cancellation?.StopWatching();
        SetResponse(_response);
    }

    internal virtual string Describe() => $"{Target?.GrainId.ToString() ?? Reference?.ToString()}.{MethodName}";

    /// <summary>Runs the method itself; the result is null for a method without one.</summary>
    internal abstract Task<object?> InvokeTargetAsync(Activation activation);

    private protected abstract Task StartAsync(Activation activation);

    private protected abstract void SetResponse(Task response);

    /// <summary>The response after its way through bytes.</summary>
    private protected virtual Task Copied(Task response, StrictMode strict) => response;

    /// <summary>Runs in the activation when the turn has ended.</summary>
    private protected virtual void OnEnded(Activation activation, Task outcome) => AnswerAsSent(outcome);

    /// <summary>Answers with what came from the called side.</summary>
    private void AnswerAsSent(Task response) => Answer(Silo.Strict is { } strict ? Copied(response, strict) : response);

    private void EndTurn()
    {
        var activation = Target!;
        activation.Finish(this);
        if (_outcome!.IsFaulted && _outcome.Exception.InnerException is InconsistentStateException { IsSourceActivation: true } stale)
        {
            // As in Orleans: what a call leaves uncaught shows that the activation works on an old state. The next one reads the new.
            stale.IsSourceActivation = false;
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, stale, "The activation's state is stale."));
        }

        OnEnded(activation, _outcome);
    }
}
