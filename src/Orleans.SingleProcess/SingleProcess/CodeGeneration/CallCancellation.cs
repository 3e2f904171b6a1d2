namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>
/// The token source of a called method that takes a token. The caller's token fires it, and so does the call's timeout; by then the caller has its answer already.
/// </summary>
internal sealed class CallCancellation : CancellationTokenSource
{
    private readonly Request _request;
    private readonly CancellationTokenRegistration _registration;

    public CallCancellation(Request request, CancellationToken callers)
    {
        _request = request;
        _registration = callers.UnsafeRegister(
            static (watch, token) => ((CallCancellation)watch!)._request.AnswerEarly(Task.FromCanceled(token)), this);
    }

    /// <summary>The caller's token has no effect any more.</summary>
    public void StopWatching() => _registration.Unregister();
}
