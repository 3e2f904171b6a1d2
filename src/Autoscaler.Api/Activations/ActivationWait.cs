using System.Threading.RateLimiting;
using Autoscaler.Api.Problems;
using Autoscaler.Contracts.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autoscaler.Api.Activations;

/// <summary>
/// Waits for a component's first copy. Whoever waits has a place: so many in all, and so many of a tenant, so that none can take the others'. Nobody waits for a place: who
/// finds none is told so at once. All that wait for a copy are answered together when it serves.
/// </summary>
internal sealed class ActivationWait(IOptions<ApiOptions> options, TimeProvider clock, [FromKeyedServices(ApiTime.Key)] TimeProvider time) : IAsyncDisposable
{
    // A grain waits no longer at a time.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan UnknownRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CrowdedRetry = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<TenantId> _places = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<TenantId, TenantId>(tenant => RateLimitPartition.GetConcurrencyLimiter(tenant, _ => Places(options.Value.WaitersPerTenant))),
        PartitionedRateLimiter.Create<TenantId, int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => Places(options.Value.Waiters))));

    /// <summary>Activates a component, and waits until a copy serves.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="component">The component.</param>
    /// <param name="wait">How long to wait at the most, of the wall clock; 0 s asks, and does not wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Copies that serve, 1 or more.</returns>
    /// <exception cref="ProblemException">There is no such component, none of its copies serves yet, or too many wait.</exception>
    public async Task<int> RunAsync(IEndpointGrain endpoint, TenantId tenant, ComponentName component, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait == TimeSpan.Zero)
        {
            return ReadyCopies(await endpoint.ActivateAsync(component, TimeSpan.Zero, cancellationToken));
        }

        using var place = _places.AttemptAcquire(tenant);
        if (!place.IsAcquired)
        {
            throw Crowded();
        }

        var start = time.GetTimestamp();
        while (true)
        {
            // The grain counts by the service's own clock.
            var asked = time.GetTimestamp();
            var rest = wait - time.GetElapsedTime(start, asked);
            var turn = rest <= TimeSpan.Zero ? TimeSpan.Zero : Shorter(rest * options.Value.ClockSpeed, LongestTurn);
            var answer = await endpoint.ActivateAsync(component, turn, cancellationToken);
            if (answer.TooManyWait)
            {
                throw Crowded();
            }

            // A silo that stops does not wait, and would be asked again and again.
            var didWait = time.GetElapsedTime(asked) >= ShortestTurn;
            if (answer.IsReady || !answer.IsKnown || turn == TimeSpan.Zero || !didWait)
            {
                return ReadyCopies(answer);
            }
        }
    }

    public ValueTask DisposeAsync() => _places.DisposeAsync();

    private int ReadyCopies(ActivationAnswer answer) => answer switch
    {
        { IsKnown: false } => throw new ProblemException(ProblemKind.NotFound),
        { IsReady: true } => answer.ReadyCopies,
        _ => throw new ProblemException(new Problem(ProblemKind.NotReady, Expectation(answer)) { RetryAfter = RetryAfter(answer) }),
    };

    private static string Expectation(ActivationAnswer answer) =>
        answer.ExpectedReadyAt is { } at ? $"A copy is expected to serve at {at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}." : "A copy was asked for; when it will serve is not known yet.";

    private TimeSpan RetryAfter(ActivationAnswer answer) =>
        answer.ExpectedReadyAt is { } at ? (at - clock.GetUtcNow()) / options.Value.ClockSpeed : UnknownRetry / options.Value.ClockSpeed;

    private static ProblemException Crowded() => new(new Problem(ProblemKind.TooManyWaiting) { RetryAfter = CrowdedRetry });

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static ConcurrencyLimiterOptions Places(int count) => new() { PermitLimit = count, QueueLimit = 0 };
}
