using Autoscaler.Contracts.Endpoints;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Tests.Demand;

/// <summary>What reaches endpoints when the source, the host or another endpoint does not do its part.</summary>
public class MetricFeedTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    [Fact]
    public void LateAndMissingSamples_AreDecidedOn_AsTheyCome()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var start = Aligned(fleet.Now);

        // Every third sample comes 70 s late, every tenth never.
        fleet.Ports.Samples = query => Samples(start, fleet.Now, i => i % 10 == 9 ? null : i % 3 == 0 ? TimeSpan.FromSeconds(70) : TimeSpan.FromSeconds(10), _ => 3);
        fleet.RunFor(TimeSpan.FromMinutes(10));

        var demand = fleet.Latest(Specs.A)!.Demand;
        Assert.Equal((3, 3, 3), (demand.Concurrency, demand.Tracked, demand.Peak));
    }

    [Fact]
    public void SourceThatFailsOrThrottles_HoldsThenIsUnknown_AndRecovers()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 3)));
        fleet.RunFor(TimeSpan.FromMinutes(3));
        var decisions = fleet.Journal.Decisions.Count();
        fleet.Ports.Fails = static call => call == "Metrics.Query";

        fleet.RunFor(TimeSpan.FromMinutes(5));

        Assert.Equal(ScalingReason.DemandUnknown, fleet.Latest(Specs.A)!.Reason);
        Assert.Equal(decisions, fleet.Journal.Decisions.Count());
        fleet.Ports.Fails = null;
        fleet.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(ScalingReason.WithinTolerance, fleet.Latest(Specs.A)!.Reason);
    }

    [Fact]
    public void ThrottledCloud_IsServedAllTheSame()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Instances = new InstanceOptions { ThrottledCallRatio = 0.6 } });
        fleet.PutAndSettle(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 3 }));

        Assert.Equal(3, fleet.Ready(Specs.A));
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 20)));
        fleet.Await("the demand is answered", TimeSpan.FromMinutes(5), () => fleet.Latest(Specs.A)!.Wanted >= 5);
        Assert.Equal(fleet.Ports.Launches.Select(launch => launch.Token).Distinct().Count(), fleet.Holding(Specs.A).Length);
    }

    [Theory]
    [InlineData(WriteFault.Hang)]
    [InlineData(WriteFault.Refuse)]
    public void EndpointWhoseTicksHangOrFail_DoesNotStallTheOthers(WriteFault fault)
    {
        using var fleet = new TestFleet();
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.PutAndSettle(Specs.Endpoint(Specs.B));
        fleet.Storage.Fault = (name, key) => name == "endpoint" && key == "acme/chat" ? fault : WriteFault.None;
        fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.A).PutAsync(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 5 }), CancellationToken.None));
        fleet.RunFor(TimeSpan.FromMinutes(1));
        var ticks = fleet.View(Specs.B).TickCount;

        fleet.RunFor(TimeSpan.FromMinutes(10));

        Assert.InRange(fleet.View(Specs.B).TickCount - ticks, 56, 62);
        fleet.Cloud.RegisterTraffic(Specs.B, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 20)));
        fleet.Await("the other scales", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.B) >= 5);
    }

    [Fact]
    public void EndpointThatHangs_IsSentNoMoreTicks_AndAllSamplesOnceItGoesOn()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Metrics = new MetricOptions { MissingRatio = 0 } });
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 3)));
        fleet.RunFor(TimeSpan.FromMinutes(3));
        fleet.Storage.Fault = static (name, _) => name == "endpoint" ? WriteFault.Hang : WriteFault.None;
        fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.A).PutAsync(Specs.Endpoint(Specs.A), CancellationToken.None));
        fleet.RunFor(TimeSpan.FromMinutes(10));
        var ticks = fleet.View(Specs.A).TickCount;

        fleet.Storage.Fault = null;
        fleet.Fleet.Host.Run(() =>
        {
            fleet.Storage.ReleaseHung();
            return Task.CompletedTask;
        });
        // The call that waited has timed out; the next poll is the next tick.
        fleet.RunFor(TimeSpan.FromSeconds(15));

        Assert.InRange(fleet.View(Specs.A).TickCount - ticks, 1, 2);
        fleet.RunFor(TimeSpan.FromSeconds(45));
        Assert.Equal(3, fleet.Latest(Specs.A)!.Demand.Peak!.Value, 0.1);
    }

    [Fact]
    public void PushedDemand_ActsAtTheNextTick()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var sample = new DemandSample(Aligned(fleet.Now), 20, null);

        fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).PushDemandAsync([new ComponentDemand(Specs.Component().Name, [sample])], CancellationToken.None));
        fleet.RunFor(TimeSpan.FromSeconds(11));

        Assert.Equal(5, fleet.Latest(Specs.A)!.Wanted);
        Assert.Equal(20, fleet.Latest(Specs.A)!.Demand.Concurrency);
    }

    [Fact]
    public void Crash_RefillsTheWindows_AndNothingScalesInBeforeOneIsFull()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Metrics = new MetricOptions { MissingRatio = 0 } });
        var policy = Specs.Component().Policy with { ScaleIn = new ScaleInPolicy { StabilizationWindow = TimeSpan.FromMinutes(20) } };
        var spec = Specs.Endpoint(Specs.A, Specs.Component() with { Policy = policy });
        fleet.PutAndSettle(spec);
        fleet.Cloud.RegisterTraffic(Specs.A, spec.Components[0], Specs.Concurrency(fleet.Now, (0, 20), (15, 3)));
        fleet.RunFor(TimeSpan.FromMinutes(32));
        var wanted = fleet.Latest(Specs.A)!.Wanted;
        Assert.True(wanted >= 5);

        fleet.Crash();
        fleet.RunFor(TimeSpan.FromSeconds(45));

        // 33 minutes of history are refilled, of which the last 20 still hold the peak.
        var latest = fleet.Latest(Specs.A)!;
        Assert.Equal(wanted, latest.Wanted);
        Assert.True(latest.Demand.Peak >= 15, $"{latest}");
        fleet.RunFor(TimeSpan.FromMinutes(25));
        Assert.True(fleet.Latest(Specs.A)!.Wanted < wanted);
    }

    [Fact]
    public void Crash_WithoutHistoryInTheSource_ScalesInOnlyAfterAFullWindow()
    {
        using var fleet = new TestFleet();
        var start = Aligned(fleet.Now);
        var spec = Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 1 });
        fleet.PutAndSettle(spec with { Components = [spec.Components[0] with { MinCopies = 3 }] });
        fleet.Put(spec);
        var crashedAt = fleet.Now;
        fleet.Ports.Samples = _ => Samples(start, fleet.Now, _ => Period, _ => 1).RemoveAll(sample => sample.Start < crashedAt);
        fleet.Crash();

        fleet.RunFor(TimeSpan.FromSeconds(80));
        Assert.Equal(3, fleet.Latest(Specs.A)!.Wanted);

        fleet.RunFor(TimeSpan.FromMinutes(2));
        Assert.True(fleet.Latest(Specs.A)!.Wanted < 3);
    }

    [Fact]
    public void PolicyWithLongerWindows_IsRefilledFromTheSource()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Metrics = new MetricOptions { MissingRatio = 0 } });
        var spec = Specs.Endpoint(Specs.A);
        fleet.PutAndSettle(spec);
        fleet.Cloud.RegisterTraffic(Specs.A, spec.Components[0], Specs.Concurrency(fleet.Now, (0, 3)));
        fleet.RunFor(TimeSpan.FromMinutes(30));
        var policy = spec.Components[0].Policy with { ScaleIn = new ScaleInPolicy { StabilizationWindow = TimeSpan.FromMinutes(15) } };

        fleet.Put(spec with { Components = [spec.Components[0] with { Policy = policy }] });
        fleet.RunFor(TimeSpan.FromSeconds(35));

        Assert.NotNull(fleet.Latest(Specs.A)!.Demand.Peak);
    }

    [Fact]
    public void FeedWhoseWriteFails_TicksAgainWithinTwoMinutes()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var fails = true;
        fleet.Storage.Fault = (name, _) => name == "feed" && fails ? WriteFault.Refuse : WriteFault.None;
        fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.B).PutAsync(Specs.Endpoint(Specs.B), CancellationToken.None));
        fleet.RunFor(TimeSpan.FromSeconds(1));
        fails = false;
        var ticks = fleet.View(Specs.A).TickCount;

        fleet.RunFor(TimeSpan.FromMinutes(2));

        Assert.True(fleet.View(Specs.A).TickCount - ticks >= 5);
    }

    private static ImmutableArray<DemandSample> Samples(DateTimeOffset start, DateTimeOffset now, Func<int, TimeSpan?> delay, Func<int, double> concurrency)
    {
        var samples = ImmutableArray.CreateBuilder<DemandSample>();
        for (var i = 0; start + ((i + 1) * Period) <= now; i++)
        {
            if (delay(i) is { } late && start + ((i + 1) * Period) + late <= now)
            {
                samples.Add(new DemandSample(start + (i * Period), concurrency(i), null));
            }
        }

        return samples.ToImmutable();
    }

    private static DateTimeOffset Aligned(DateTimeOffset time) => new(time.UtcTicks / Period.Ticks * Period.Ticks, TimeSpan.Zero);
}
