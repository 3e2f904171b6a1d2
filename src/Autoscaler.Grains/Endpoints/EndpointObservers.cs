using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Endpoints;

/// <summary>
/// Who watches an endpoint, in memory: subscriptions run out unless they are renewed. Telling is one-way, so an observer that is slow or gone holds nobody up and is
/// forgotten when its time is over; one that cannot even be sent to is forgotten at once.
/// </summary>
/// <param name="clock">The time that subscriptions go by.</param>
/// <param name="onDropped">Is told why an observer was dropped.</param>
internal sealed class EndpointObservers(TimeProvider clock, Action<Exception> onDropped)
{
    /// <summary>Observers of one endpoint at the most: each costs a message an event.</summary>
    public const int MaxObservers = 64;

    // In the order of subscription, which is the order of telling.
    private readonly List<Subscription> _subscriptions = [];

    /// <summary>How long a subscription lasts.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Subscribes or renews.</summary>
    /// <returns>False where there are as many as may be.</returns>
    public bool TrySubscribe(IEndpointObserver observer)
    {
        var now = clock.GetUtcNow();
        Forget(now);
        var until = now + Lifetime;
        var index = _subscriptions.FindIndex(subscription => subscription.Observer.Equals(observer));
        if (index >= 0)
        {
            _subscriptions[index] = new Subscription(observer, until);
            return true;
        }

        if (_subscriptions.Count == MaxObservers)
        {
            return false;
        }

        _subscriptions.Add(new Subscription(observer, until));
        return true;
    }

    /// <summary>Ends a subscription, if there is one.</summary>
    public void Unsubscribe(IEndpointObserver observer) => _subscriptions.RemoveAll(subscription => subscription.Observer.Equals(observer));

    /// <summary>Tells everybody.</summary>
    public void Notify(FleetEvent happened)
    {
        if (_subscriptions.Count > 0)
        {
            Forget(clock.GetUtcNow());
            _subscriptions.RemoveAll(subscription => !TryTell(subscription.Observer, happened));
        }
    }

    private void Forget(DateTimeOffset now) => _subscriptions.RemoveAll(subscription => subscription.Until <= now);

    private bool TryTell(IEndpointObserver observer, FleetEvent happened)
    {
        try
        {
            // One-way: what it gives back is done when the message is on its way.
            if (observer.OnEventAsync(happened) is { IsFaulted: true, Exception: { } fault })
            {
                onDropped(fault.InnerException ?? fault);
                return false;
            }

            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A watcher must not cost the watched its decision.
            onDropped(e);
            return false;
        }
    }

    private readonly record struct Subscription(IEndpointObserver Observer, DateTimeOffset Until);
}
