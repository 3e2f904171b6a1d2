namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>Lets a call's token answer its caller before the grain does.</summary>
internal sealed class RequestCancellation
{
    private readonly Request _request;
    private readonly CancellationTokenRegistration _registration;
    private int _answered;

    public RequestCancellation(Request request)
    {
        _request = request;
        _registration = request.CancellationToken.UnsafeRegister(static watch => ((RequestCancellation)watch!).Cancel(), this);
    }

    public bool IsAnswered => Volatile.Read(ref _answered) != 0;

    /// <summary>True for the first of the grain's answer and the cancellation.</summary>
    public bool TryAnswer() => Interlocked.Exchange(ref _answered, 1) == 0;

    /// <summary>Somebody else answers, whoever has tried before.</summary>
    public void Supersede()
    {
        Volatile.Write(ref _answered, 1);
        Stop();
    }

    public void Stop() => _registration.Unregister();

    private void Cancel()
    {
        if (TryAnswer())
        {
            _request.Silo.Scheduler.RespondCancelled(_request);
        }
    }
}
