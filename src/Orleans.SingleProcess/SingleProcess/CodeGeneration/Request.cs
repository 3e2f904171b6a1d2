using System.Diagnostics;

namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>
/// One call: the frame in its call chain, the node of its target's queue and, in a simulation, the event. Generated code derives from it through
/// <see cref="Request{TResult}"/> and <see cref="VoidRequest"/>; nothing else should.
/// </summary>
public abstract class Request : WorkItem
{
    private static readonly AsyncLocal<Request?> CurrentRequest = new();

    private Task? _outcome;
    private RequestCancellation? _cancellation;
    private volatile bool _holds;

    private protected Request()
    {
    }

    /// <summary>The name of the called method.</summary>
    public abstract string MethodName { get; }

    /// <summary>A number that is the same for this method in every process.</summary>
    public abstract uint MethodId { get; }

    /// <summary>How the call runs.</summary>
    public virtual RequestOptions Options => RequestOptions.None;

    /// <summary>The call's token; the default when the method takes none.</summary>
    public virtual CancellationToken CancellationToken => default;

    /// <summary>The request whose code runs now; null outside of grains.</summary>
    internal static Request? Current => CurrentRequest.Value;

    /// <summary>The request that made this call; null when a client, a timer or the host made it, or nobody waits for it.</summary>
    internal Request? Caller { get; set; }

    internal GrainProxy? Reference { get; set; }

    internal Activation? Target { get; set; }

    internal TurnKind Kind { get; set; }

    /// <summary>Whether the request runs now and excludes others on its target.</summary>
    internal bool Holds
    {
        get => _holds;
        set => _holds = value;
    }

    /// <summary>The place among a simulation's calls from outside; negative when the request is not one of them.</summary>
    internal int ExternalIndex { get; set; } = -1;

    /// <summary>The same number for this call in every run with the same seed.</summary>
    internal ulong StableId => (Target?.StableId ?? Reference!.StableTargetId) ^ MethodId;

    internal Silo Silo => Target?.Silo ?? Reference!.Class.Silo;

    internal sealed override void Execute(Activation activation)
    {
        if (_cancellation is { IsAnswered: true })
        {
            activation.Finish(this);
            return;
        }

        CurrentRequest.Value = this;
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

    internal void Fail(Exception exception)
    {
        _outcome = Task.FromException(exception);
        Answer();
    }

    /// <summary>Hands the outcome to the scheduler, once.</summary>
    private protected void Answer()
    {
        if (_cancellation is null || _cancellation.TryAnswer())
        {
            Silo.Scheduler.Respond(this);
        }
    }

    /// <summary>Completes the caller's task.</summary>
    internal void CompleteCaller()
    {
        Debug.Assert(_outcome is { IsCompleted: true }, "A response has an outcome.");
        _cancellation?.Stop();
        SetResponse(_outcome);
    }

    internal void CompleteCallerCancelled() => SetResponse(Task.FromCanceled(CancellationToken));

    /// <summary>Bars the token from answering: the host that ran the request has crashed, and the caller will be told so.</summary>
    internal void SupersedeCancellation() => _cancellation?.Supersede();

    internal void CompleteCallerFailed(Exception exception) => SetResponse(Task.FromException(exception));

    /// <summary>From now on the caller's token ends the call for the caller at once.</summary>
    internal void WatchCancellation() => _cancellation = new RequestCancellation(this);

    internal virtual string Describe() => $"{Target?.GrainId.ToString() ?? Reference?.ToString()}.{MethodName}";

    private protected abstract Task StartAsync(Activation activation);

    private protected abstract void SetResponse(Task outcome);

    /// <summary>Runs in the activation when the turn has ended.</summary>
    private protected virtual void OnEnded(Activation activation, Task outcome) => Answer();

    private void EndTurn()
    {
        var activation = Target!;
        activation.Finish(this);
        OnEnded(activation, _outcome!);
    }
}
