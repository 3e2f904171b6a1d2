using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Demand;
using Autoscaler.Grains.Tests.Kit;

namespace Autoscaler.Grains.Tests.Demand;

/// <summary>Ticks between two polls, for whoever waits.</summary>
public sealed class SoonTickTests
{
    private static readonly ComponentName Llm = new("llm");
    private static readonly SimulatedCloudOptions NoGaps = new() { Metrics = new MetricOptions { MissingRatio = 0 } };

    [Fact]
    public void TickSoon_IsOnceASecondAtTheMost_AndForEndpointsOfTheFeedOnly()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        fleet.PutAndSettle(Specs.Endpoint(Specs.B));
        var (ticks, ofOther) = (fleet.View(Specs.A).TickCount, fleet.View(Specs.B).TickCount);

        for (var i = 0; i < 50; i++)
        {
            TickSoon(fleet, Specs.A);
            TickSoon(fleet, EndpointId.Parse("no/body"));
            fleet.RunFor(TimeSpan.FromMilliseconds(100));
        }

        // Five seconds: a round each, the first at once, and a poll or none.
        Assert.InRange(fleet.View(Specs.A).TickCount - ticks, 5, 7);
        Assert.InRange(fleet.View(Specs.B).TickCount - ofOther, 0, 1);
    }

    [Fact]
    public void TickSoon_WhileATickHangs_IsMadeUpForWhenItEnds()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        fleet.Storage.Fault = static (name, _) => name == "endpoint" ? WriteFault.Hang : WriteFault.None;
        fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.A).ActivateAsync(Llm, TimeSpan.Zero, CancellationToken.None));
        fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.A).SetPausedAsync(true, CancellationToken.None));
        fleet.RunFor(TimeSpan.FromSeconds(15));
        var ticks = fleet.View(Specs.A).TickCount;
        TickSoon(fleet, Specs.A);

        fleet.Storage.Fault = null;
        fleet.Fleet.Host.Run(() =>
        {
            fleet.Storage.ReleaseHung();
            return Task.CompletedTask;
        });
        fleet.RunFor(TimeSpan.FromSeconds(3));

        // The one that hung, and the one that was asked for meanwhile.
        Assert.Equal(2, fleet.View(Specs.A).TickCount - ticks);
    }

    private static void TickSoon(TestFleet fleet, EndpointId endpoint) =>
        fleet.Fleet.Host.Run(() => fleet.Fleet.Host.Grains.GetGrain<IMetricFeedGrain>("0000").TickSoonAsync(endpoint, CancellationToken.None));
}
