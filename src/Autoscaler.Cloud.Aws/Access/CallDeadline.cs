namespace Autoscaler.Cloud.Aws.Access;

/// <summary>Ends calls that take too long, whatever the server, the network or the retries do.</summary>
internal sealed class CallDeadline(TimeProvider clock, TimeSpan timeout)
{
    /// <summary>Makes one call.</summary>
    /// <exception cref="TimeoutException">It took longer than the deadline; whether it had its effect is not known.</exception>
    public async Task<T> RunAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            // The wait also ends where a call does not listen to its token.
            return await call(linked.Token).WaitAsync(linked.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{operation}: no answer within {timeout:c}; whether it had its effect is not known.", e);
        }
    }
}
