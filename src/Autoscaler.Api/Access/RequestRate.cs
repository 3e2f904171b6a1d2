using System.Threading.RateLimiting;
using Autoscaler.Api.Problems;
using Microsoft.Extensions.Options;

namespace Autoscaler.Api.Access;

/// <summary>How many requests a key may make: a bucket of tokens for each key that made one lately.</summary>
internal sealed class RequestRate(IOptions<ApiOptions> options) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<ApiCaller> _buckets = PartitionedRateLimiter.Create<ApiCaller, string>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller.Key, _ => BucketOf(options.Value)));

    /// <summary>Takes a token; a problem where there is none.</summary>
    public Problem? Take(ApiCaller caller)
    {
        using var lease = _buckets.AttemptAcquire(caller);
        return lease.IsAcquired
            ? null
            : new Problem(ProblemKind.TooManyRequests, "The key makes more requests than it may.") { RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null };
    }

    public ValueTask DisposeAsync() => _buckets.DisposeAsync();

    private static TokenBucketRateLimiterOptions BucketOf(ApiOptions options) => new()
    {
        TokenLimit = options.RequestBurst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1 / options.RequestsPerSecond),
        QueueLimit = 0,
    };
}
