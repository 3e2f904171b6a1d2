using Autoscaler.Cloud.Aws.Wire;

namespace Autoscaler.Cloud.Aws.Access;

/// <summary>How long a call of a port may take, all that it asks of AWS together; what escapes it can cross to another process and holds no secret.</summary>
internal sealed class CallDeadline(TimeProvider clock, TimeSpan timeout)
{
    /// <summary>Makes one call of a port.</summary>
    /// <exception cref="TimeoutException">It took longer than the deadline; whether it had its effect is not known.</exception>
    /// <exception cref="HttpRequestException">It failed.</exception>
    public Task<T> RunAsync<T>(string name, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        AwsCall.RunAsync(name, timeout, clock, call, cancellationToken);

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(string name, Func<CancellationToken, Task> call, CancellationToken cancellationToken) => RunAsync(
        name,
        async cancel =>
        {
            await call(cancel);
            return true;
        },
        cancellationToken);
}
