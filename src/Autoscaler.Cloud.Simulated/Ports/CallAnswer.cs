namespace Autoscaler.Cloud.Simulated.Ports;

/// <summary>Gives answers to calls whose effect is there already; a caller that goes away loses the answer only.</summary>
internal sealed class CallAnswer(TimeProvider callerTime, TimeSpan latency)
{
    /// <summary>The answer, after the latency of the call; at once where that is zero.</summary>
    public Task<T> After<T>(T answer, CancellationToken cancellationToken) =>
        latency == TimeSpan.Zero ? Task.FromResult(answer) : DelayAsync(answer, cancellationToken);

    private async Task<T> DelayAsync<T>(T answer, CancellationToken cancellationToken)
    {
        await Task.Delay(latency, callerTime, cancellationToken);
        return answer;
    }
}
