using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Grains.Endpoints;

/// <summary>Whom an endpoint tells what happens to it: its journal, and whoever watches.</summary>
internal sealed partial class EndpointGrain
{
    private EndpointObservers? _observers;

    public Task<ObserverSubscription> SubscribeAsync(IEndpointObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _observers ??= new EndpointObservers(clock, e => LogObserverDropped(_id, e));
        return Task.FromResult(new ObserverSubscription(_observers.TrySubscribe(observer), EndpointObservers.Lifetime));
    }

    public Task UnsubscribeAsync(IEndpointObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _observers?.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    private void Announce(FleetEvent happened)
    {
        journal.Record(happened);
        _observers?.Notify(happened);
    }

    [LoggerMessage(LogLevel.Information, "An observer of {Endpoint} could not be told and was dropped; it may subscribe again.")]
    private partial void LogObserverDropped(EndpointId endpoint, Exception exception);
}
