using System.Threading.RateLimiting;
using Autoscaler.Api.Access;
using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Autoscaler.Contracts.History;
using Autoscaler.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Autoscaler.Api.Streams;

/// <summary>Opens streams of events, so many in all and so many a key.</summary>
internal sealed class EventStreams(
    EventTail tail,
    KeyCheck keys,
    IHostApplicationLifetime lifetime,
    IOptions<ApiOptions> options,
    [FromKeyedServices(ApiTime.Key)] TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan CrowdedRetry = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<ApiCaller> _places = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<ApiCaller, string>(caller => RateLimitPartition.GetConcurrencyLimiter(caller.Key, _ => Places(options.Value.StreamsPerKey))),
        PartitionedRateLimiter.Create<ApiCaller, int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => Places(options.Value.Streams))));

    /// <summary>Opens a stream; it lasts until the caller leaves, the key is revoked, or the host stops.</summary>
    /// <param name="call">The request.</param>
    /// <param name="scope">Whose events.</param>
    /// <param name="kinds">Which kinds.</param>
    /// <param name="after">The last event that the caller has seen; null to begin now.</param>
    public async Task<IResult> OpenAsync(ApiCall call, HistoryScope scope, EventKinds kinds, long? after)
    {
        using var place = _places.AttemptAcquire(call.ApiCaller);
        if (!place.IsAcquired)
        {
            return new Problem(ProblemKind.TooManyRequests, "As many streams are open as may be.") { RetryAfter = CrowdedRetry };
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, lifetime.ApplicationStopping);
        var stream = new EventStream(call, tail, keys, scope, kinds, options.Value.StreamHeartbeat, time);
        try
        {
            await stream.RunAsync(after, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The caller has left, or the host stops: it comes back with the last id that it has seen.
        }

        return TypedResults.Empty;
    }

    public ValueTask DisposeAsync() => _places.DisposeAsync();

    private static ConcurrencyLimiterOptions Places(int count) => new() { PermitLimit = count, QueueLimit = 0 };
}
