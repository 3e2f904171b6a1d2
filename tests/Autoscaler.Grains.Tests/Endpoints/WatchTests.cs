using Autoscaler.Contracts.Clients;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Endpoints;
using Autoscaler.Grains.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.Grains.Tests.Endpoints;

/// <summary>Watching an endpoint from outside of grains.</summary>
public sealed class WatchTests
{
    [Fact]
    public void Watch_AnEndpointThatScales_TellsWhatItsJournalTellsOfIt()
    {
        using var fleet = new TestFleet();
        var observer = new SeenEvents();
        Watch(fleet, observer);

        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 20)));
        fleet.RunFor(TimeSpan.FromMinutes(15));
        fleet.DeleteAndSettle(Specs.A);
        fleet.RunFor(TimeSpan.FromSeconds(1));

        Assert.True(observer.Decisions.Count() >= 2, string.Join("; ", observer.Seen));
        Assert.Equal(fleet.Journal.Decisions.Select(static decision => decision.Id), observer.Decisions.Select(static made => made.Decision.Id));
        Assert.Equal(
            [EndpointPhase.Active, EndpointPhase.Deleting, EndpointPhase.Absent], observer.Seen.OfType<EndpointChanged>().Select(static changed => changed.Phase));
    }

    [Fact]
    public void Watch_HeldForLong_IsRenewed()
    {
        using var fleet = new TestFleet();
        var observer = new SeenEvents();
        Watch(fleet, observer);

        fleet.RunFor(3 * EndpointObservers.Lifetime);
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromSeconds(1));

        Assert.Single(observer.Seen.OfType<EndpointChanged>());
    }

    [Fact]
    public void Watch_DisposedOf_IsToldNothingMore()
    {
        using var fleet = new TestFleet();
        var observer = new SeenEvents();
        var watch = Watch(fleet, observer);

        fleet.Fleet.Host.Run(() => watch.DisposeAsync().AsTask());
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromSeconds(1));

        Assert.Empty(observer.Seen);
    }

    [Fact]
    public void Subscribe_OnceOnly_RunsOut()
    {
        using var fleet = new TestFleet();
        var observer = new SeenEvents();
        var reference = fleet.Fleet.Host.Grains.CreateObjectReference<IEndpointObserver>(observer);
        var subscription = fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).SubscribeAsync(reference, CancellationToken.None));

        fleet.RunFor(subscription.Lifetime);
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromSeconds(1));

        Assert.True(subscription.Accepted);
        Assert.Empty(observer.Seen);
    }

    [Fact]
    public void Subscribe_AgainAfterTheActivationWasLost_IsToldAgain()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Crash();
        var observer = new SeenEvents();
        Watch(fleet, observer);

        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 2 }));
        fleet.RunFor(TimeSpan.FromMinutes(1));

        Assert.NotEmpty(observer.Decisions);
    }

    private static EndpointWatch Watch(TestFleet fleet, IEndpointObserver observer)
    {
        var host = fleet.Fleet.Host;
        var client = new AutoscalerClient(host.Grains, host.TimeProvider, NullLogger<AutoscalerClient>.Instance);
        return host.Run(() => client.WatchAsync(Specs.A, observer, CancellationToken.None));
    }
}
