using System.Runtime.CompilerServices;

namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>A call with a result.</summary>
public abstract class Request<TResult> : Request
{
    // A builder makes a bare Task<TResult>: a TaskCompletionSource would be one more object a call.
    private AsyncTaskMethodBuilder<TResult> _response;

    /// <summary>The task that the caller awaits.</summary>
    internal Task<TResult> Response => _response.Task;

    /// <summary>Calls the method on the grain.</summary>
    protected abstract Task InvokeAsync(object grain);

    private protected virtual TResult ResultOf(Task task) => ((Task<TResult>)task).GetAwaiter().GetResult();

    private protected virtual object? BoxedResultOf(Task task) => ResultOf(task);

    internal sealed override async Task<object?> InvokeTargetAsync(Activation activation)
    {
        var task = InvokeAsync(activation.Instance)
            ?? throw new InvalidOperationException($"{Describe()} returned null instead of a task.");
        await task;
        return BoxedResultOf(task);
    }

    private protected sealed override Task StartAsync(Activation activation) =>
        activation.IsFiltered ? FilterAsync(activation) : InvokeAsync(activation.Instance);

    private protected sealed override void SetResponse(Task response)
    {
        if ((Options & RequestOptions.OneWay) != 0)
        {
            if (response.IsFaulted)
            {
                SiloLog.OneWayFailed(Silo.Logger, response.Exception!.InnerException, Describe());
            }
        }
        else if (response.IsCompletedSuccessfully)
        {
            _response.SetResult(ResultOf(response));
        }
        else
        {
            _response.SetException(ExceptionOf(response));
        }
    }

    private protected sealed override Task Copied(Task response, StrictMode strict) =>
        (Options & RequestOptions.OneWay) != 0 ? response
        : !response.IsCompletedSuccessfully ? Task.FromException(strict.Serializer.CopyException(ExceptionOf(response)))
        : typeof(TResult) == typeof(VoidResult) ? response
        : strict.TakeResult(ResultOf(response));

    private async Task<TResult> FilterAsync(Activation activation)
    {
        var call = new IncomingCall(this, activation, activation.Silo.Filters);
        await call.Invoke();
        return call.Result is TResult result ? result
            : call.Result is null && (default(TResult) is null || typeof(TResult) == typeof(VoidResult)) ? default!
            : throw new InvalidCastException(
                $"A filter of {Describe()} left {call.Result?.GetType().ToString() ?? "no result"} as its result; expected {typeof(TResult)}.");
    }

    private static Exception ExceptionOf(Task outcome)
    {
        if (outcome.IsFaulted)
        {
            return outcome.Exception!.InnerException!;
        }

        try
        {
            outcome.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException exception)
        {
            return exception;
        }

        throw new InvalidOperationException("The outcome has not ended.");
    }
}
