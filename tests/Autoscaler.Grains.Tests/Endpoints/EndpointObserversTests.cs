using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Endpoints;
using Autoscaler.Grains.Tests.Kit;

namespace Autoscaler.Grains.Tests.Endpoints;

public sealed class EndpointObserversTests
{
    private static readonly FleetEvent Event = new EndpointChanged(DateTimeOffset.UnixEpoch, Specs.A, EndpointPhase.Active);

    private readonly ManualTime _time = new();
    private readonly List<Exception> _dropped = [];
    private readonly EndpointObservers _observers;

    public EndpointObserversTests() => _observers = new EndpointObservers(_time, _dropped.Add);

    [Fact]
    public void TrySubscribe_Again_RenewsAndTellsOnce()
    {
        var observer = new SeenEvents();
        _observers.TrySubscribe(observer);
        _time.Advance(EndpointObservers.Lifetime / 2);
        _observers.TrySubscribe(observer);
        _time.Advance(EndpointObservers.Lifetime - TimeSpan.FromTicks(1));

        _observers.Notify(Event);

        Assert.Equal([Event], observer.Seen);
    }

    [Fact]
    public void Notify_AfterTheLifetime_TellsNobody()
    {
        var observer = new SeenEvents();
        _observers.TrySubscribe(observer);
        _time.Advance(EndpointObservers.Lifetime);

        _observers.Notify(Event);

        Assert.Empty(observer.Seen);
        Assert.Equal(TimeSpan.FromMinutes(5), EndpointObservers.Lifetime);
    }

    [Fact]
    public void Notify_AnObserverThatFails_DropsItAndTellsTheOthers()
    {
        var (before, broken, faulted, after) = (new SeenEvents(), new SeenEvents { Throws = true }, new SeenEvents { Faults = true }, new SeenEvents());
        Assert.All([before, broken, faulted, after], observer => Assert.True(_observers.TrySubscribe(observer)));

        _observers.Notify(Event);
        _observers.Notify(Event);

        Assert.Equal((2, 1, 1, 2), (before.Seen.Count, broken.Seen.Count, faulted.Seen.Count, after.Seen.Count));
        Assert.Equal(["broken", "faulted"], _dropped.Select(static e => e.Message));
    }

    [Fact]
    public void TrySubscribe_MoreThanMayBe_IsRefusedUntilOneEnds()
    {
        var observers = Enumerable.Range(0, EndpointObservers.MaxObservers).Select(static _ => new SeenEvents()).ToList();
        Assert.All(observers, observer => Assert.True(_observers.TrySubscribe(observer)));

        Assert.False(_observers.TrySubscribe(new SeenEvents()));
        Assert.True(_observers.TrySubscribe(observers[7]));
        _observers.Unsubscribe(observers[7]);
        Assert.True(_observers.TrySubscribe(new SeenEvents()));
    }

    [Fact]
    public void Unsubscribe_WhoeverIsNot_ChangesNothing()
    {
        var observer = new SeenEvents();
        _observers.TrySubscribe(observer);

        _observers.Unsubscribe(new SeenEvents());
        _observers.Notify(Event);

        Assert.Single(observer.Seen);
    }
}
