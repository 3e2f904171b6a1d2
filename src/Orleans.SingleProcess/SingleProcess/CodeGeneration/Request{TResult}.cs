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

    private protected sealed override Task StartAsync(Activation activation) => InvokeAsync(activation.GrainInstance!);

    private protected sealed override void SetResponse(Task outcome)
    {
        if ((Options & RequestOptions.OneWay) != 0)
        {
            if (outcome.IsFaulted)
            {
                SiloLog.OneWayFailed(Silo.Logger, outcome.Exception!.InnerException, Describe());
            }
        }
        else if (outcome.IsCompletedSuccessfully)
        {
            _response.SetResult(ResultOf(outcome));
        }
        else
        {
            _response.SetException(ExceptionOf(outcome));
        }
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
