using Autoscaler.Cloud.Metrics;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Watching;

namespace Autoscaler.Grains.Tests.Demand;

/// <summary>Endpoints that nobody uses are asked for less often; they are ticked all the same, miss no sample, and are seen in time when somebody comes.</summary>
public sealed class WatchingTests : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly ComponentName Llm = new("llm");

    private readonly List<(DateTimeOffset At, MetricQuery Query)> _asked = [];
    private TestFleet? _fleet;

    [Fact]
    public void EndpointThatNobodyUses_IsAskedForEachMinute_TickedAsEver_AndItsDemandStaysKnown()
    {
        var fleet = Fleet(new WatchPolicy { IsAdaptive = true });
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        Answer(fleet, static _ => 0);
        fleet.RunFor(TimeSpan.FromMinutes(7));
        var (ticks, from) = (fleet.View(Specs.A).TickCount, fleet.Now);

        for (var i = 0; i < 60; i++)
        {
            fleet.RunFor(Period);
            Assert.NotEqual(ScalingReason.DemandUnknown, fleet.Latest(Specs.A)!.Reason);
        }

        Assert.InRange(fleet.View(Specs.A).TickCount - ticks, 59, 61);
        Assert.InRange(AskedSince(from), 10, 12);
    }

    [Fact]
    public void PriceOfWatching_IsShownOfEachEndpointAndOfAll_AsItIsNow()
    {
        var fleet = Fleet(new WatchPolicy { IsAdaptive = true, UsdPerThousandQueries = 0.01m });
        Answer(fleet, static _ => 0);
        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromMinutes(1));
        // Every 10 s of a month of 730.5 h, 0.01 USD a thousand.
        Assert.Equal(2.63m, Math.Round(fleet.View(Specs.A).WatchUsdPerMonth, 2));

        fleet.RunFor(TimeSpan.FromMinutes(9));
        Assert.Equal(0.44m, Math.Round(fleet.View(Specs.A).WatchUsdPerMonth, 2));
        Assert.Equal(fleet.View(Specs.A).WatchUsdPerMonth, EndpointSummary.Of(fleet.View(Specs.A)).WatchUsdPerMonth);
        Assert.Equal(1m, FleetSummary.Empty.With(new EndpointSummary { Id = Specs.A, Phase = EndpointPhase.Active, Version = 1, WatchUsdPerMonth = 0.5m }).With(new FleetSummary { WatchUsdPerMonth = 0.5m }).WatchUsdPerMonth);
    }

    [Fact]
    public void EndpointThatNobodyUses_MissesNoSample_AndGoesToNoCopyInTime()
    {
        var fleet = Fleet(new WatchPolicy { IsAdaptive = true });
        var component = Specs.Component() with { MinCopies = 0 };
        component = component with { Policy = component.Policy with { ScaleToZero = new ScaleToZeroPolicy { IdleGrace = TimeSpan.FromMinutes(20) } } };
        var usedUntil = fleet.Now + TimeSpan.FromMinutes(15);
        Answer(fleet, at => at < usedUntil ? 2 : 0);
        fleet.Put(Specs.Endpoint(Specs.A, component));
        fleet.Await("it serves", TimeSpan.FromMinutes(15), () => fleet.Ready(Specs.A) == 1);

        fleet.RunFor(usedUntil + TimeSpan.FromMinutes(19) - fleet.Now);
        Assert.Equal(1, fleet.Latest(Specs.A)!.Wanted);
        fleet.RunFor(TimeSpan.FromMinutes(3));

        Assert.Equal(0, fleet.Latest(Specs.A)!.Wanted);
    }

    [Fact]
    public void FirstDemand_OfAnEndpointWithoutACopy_IsSeenInTime_AndAskedForAtEveryTickFromThen()
    {
        var fleet = Fleet(new WatchPolicy { IsAdaptive = true, FirstSampleWithin = TimeSpan.FromSeconds(30) });
        var usedFrom = DateTimeOffset.MaxValue;
        Answer(fleet, at => at < usedFrom ? 0 : 3);
        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 0 }));
        fleet.RunFor(TimeSpan.FromHours(2));
        Assert.Equal(0, fleet.Latest(Specs.A)!.Wanted);
        Assert.InRange(AskedSince(fleet.Now - TimeSpan.FromMinutes(10)), 20, 22);

        usedFrom = fleet.Now;
        // A period of 10 s, 10 s until its sample can be read, and 30 s and a tick until it is asked for.
        fleet.RunFor(TimeSpan.FromSeconds(60));

        Assert.True(fleet.Latest(Specs.A)!.Wanted > 0);
        var from = fleet.Now;
        fleet.RunFor(TimeSpan.FromMinutes(2));
        Assert.InRange(AskedSince(from), 11, 13);
    }

    [Fact]
    public void Activation_OfAnEndpointThatNobodyUses_WakesItsWatch()
    {
        var fleet = Fleet(new WatchPolicy { IsAdaptive = true });
        Answer(fleet, static _ => 0);
        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 0 }));
        fleet.RunFor(TimeSpan.FromHours(1));
        var from = fleet.Now;

        fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).ActivateAsync(Llm, TimeSpan.Zero, CancellationToken.None));
        fleet.RunFor(TimeSpan.FromMinutes(2));

        Assert.InRange(AskedSince(from), 11, 13);
    }

    [Fact]
    public void PolicyThatHoldsLonger_LetsTheEndpointBeAskedForLessOften_AndBack()
    {
        var fleet = Fleet(new WatchPolicy { IsAdaptive = true });
        var spec = Specs.Endpoint(Specs.A);
        fleet.PutAndSettle(spec);
        Answer(fleet, static _ => 0);
        var patient = spec.Components[0].Policy with { MissingDemand = new MissingDemandPolicy { HoldFor = TimeSpan.FromMinutes(10), FallbackAfter = TimeSpan.FromMinutes(20) } };
        SetPolicy(patient);
        fleet.RunFor(TimeSpan.FromHours(2));
        // Four minutes apart at first, then five.
        Assert.InRange(AskedSince(fleet.Now - TimeSpan.FromHours(1)), 12, 15);

        SetPolicy(spec.Components[0].Policy);
        fleet.RunFor(TimeSpan.FromMinutes(2));
        var from = fleet.Now;
        fleet.RunFor(TimeSpan.FromMinutes(10));

        Assert.InRange(AskedSince(from), 10, 12);

        void SetPolicy(ScalingPolicy policy)
        {
            var change = fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).SetPolicyAsync(Llm, policy, WriteCondition.None, CancellationToken.None));
            Assert.Equal(WriteOutcome.Changed, change.Outcome);
        }
    }

    [Fact]
    public void Budget_ThatIsTooSmall_StretchesUsedEndpointsToo_AndNoneBeyondWhatKeepsDemandKnown()
    {
        var fleet = Fleet(new WatchPolicy { IsAdaptive = true, UsdPerThousandQueries = 0.01m, BudgetUsdPerMonth = 0.01m });
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        Answer(fleet, static _ => 3);
        fleet.RunFor(TimeSpan.FromMinutes(5));
        var from = fleet.Now;

        for (var i = 0; i < 60; i++)
        {
            fleet.RunFor(Period);
            Assert.NotEqual(ScalingReason.DemandUnknown, fleet.Latest(Specs.A)!.Reason);
        }

        Assert.InRange(AskedSince(from), 10, 12);
    }

    [Fact]
    public void Source_ThatFails_IsAskedAgainAtTheNextTick()
    {
        var fleet = Fleet(new WatchPolicy { IsAdaptive = true });
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        Answer(fleet, static _ => 0);
        fleet.RunFor(TimeSpan.FromMinutes(10));
        var failed = 0;
        fleet.Ports.Fails = call =>
        {
            failed += call == "Metrics.Query" ? 1 : 0;
            return call == "Metrics.Query";
        };

        fleet.RunFor(TimeSpan.FromMinutes(3));

        Assert.InRange(failed, 12, 18);
    }

    public void Dispose() => _fleet?.Dispose();

    private TestFleet Fleet(WatchPolicy policy) => _fleet = new TestFleet(configure: options => options.Watching = policy);

    private int AskedSince(DateTimeOffset from) => _asked.Count(asked => asked.At >= from);

    // Every sample can be read ten seconds after its period.
    private void Answer(TestFleet fleet, Func<DateTimeOffset, double> concurrency)
    {
        var start = new DateTimeOffset(fleet.Now.UtcTicks / Period.Ticks * Period.Ticks, TimeSpan.Zero);
        fleet.Ports.Samples = query =>
        {
            _asked.Add((fleet.Now, query));
            var count = (int)((fleet.Now - Period - start) / Period);
            return [.. Enumerable.Range(0, Math.Max(0, count)).Select(i => new DemandSample(start + (i * Period), concurrency(start + (i * Period)), null))];
        };
    }
}
