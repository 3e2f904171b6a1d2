using Autoscaler.Contracts.Endpoints;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Contracts.Clients;

/// <summary>
/// A watch over an endpoint. It renews its subscription five times in its lifetime, so a silo that is lost with the endpoint costs the events of a minute at the most,
/// and it holds the observer, which the reference alone does not.
/// </summary>
public sealed partial class EndpointWatch : IAsyncDisposable
{
    private const int RenewalsInALifetime = 5;

    private readonly EndpointId _id;
    private readonly IEndpointGrain _endpoint;
    private readonly IEndpointObserver _observer;
    private readonly IEndpointObserver _reference;
    private readonly IGrainFactory _grains;
    private readonly ILogger _logger;
    private readonly PeriodicTimer _renewals;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Task _renewing;

    internal EndpointWatch(
        EndpointId id,
        IEndpointGrain endpoint,
        IEndpointObserver observer,
        IEndpointObserver reference,
        TimeSpan lifetime,
        IGrainFactory grains,
        TimeProvider clock,
        ILogger logger)
    {
        (_id, _endpoint, _observer, _reference, _grains, _logger) = (id, endpoint, observer, reference, grains, logger);
        _renewals = new PeriodicTimer(lifetime / RenewalsInALifetime, clock);
        _renewing = RenewAsync();
    }

    /// <summary>Ends the watch. The endpoint is told; where it cannot be, it forgets by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed.IsCancellationRequested)
        {
            return;
        }

        // Here and not on another thread: what waits for it is the loop alone.
        _disposed.Cancel();
        await _renewing;
        _renewals.Dispose();
        try
        {
            await _endpoint.UnsubscribeAsync(_reference, CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whoever leaves need not wait for a silo that is gone.
            LogNotUnsubscribed(_id, e);
        }
        finally
        {
            _grains.DeleteObjectReference<IEndpointObserver>(_reference);
            _disposed.Dispose();
            GC.KeepAlive(_observer);
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            while (await _renewals.WaitForNextTickAsync(_disposed.Token))
            {
                await RenewOnceAsync();
            }
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested)
        {
            // The watch is over.
        }
    }

    private async Task RenewOnceAsync()
    {
        try
        {
            var subscription = await _endpoint.SubscribeAsync(_reference, _disposed.Token);
            if (!subscription.Accepted)
            {
                LogRefused(_id);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !_disposed.IsCancellationRequested)
        {
            // A silo that is lost, or a cluster that cannot be reached: the next renewal finds the endpoint where it is then.
            LogNotRenewed(_id, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The watch over {Endpoint} could not be renewed; it is tried again.")]
    private partial void LogNotRenewed(EndpointId endpoint, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The watch over {Endpoint} has lapsed and the endpoint has no room for it; it is tried again.")]
    private partial void LogRefused(EndpointId endpoint);

    [LoggerMessage(LogLevel.Information, "{Endpoint} could not be told that a watch ended; it forgets by itself.")]
    private partial void LogNotUnsubscribed(EndpointId endpoint, Exception exception);
}
