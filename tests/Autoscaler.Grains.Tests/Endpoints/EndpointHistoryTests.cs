using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Grains.Tests.Endpoints;

/// <summary>What an endpoint tells its journal beside acting decisions: runs of holds, and demand and copies over time.</summary>
public class EndpointHistoryTests
{
    private static readonly ComponentName Llm = Specs.Component().Name;

    [Fact]
    public void Holds_OfLikeTicks_AreOneRow_BeforeTheDecisionThatEndsThem()
    {
        using var fleet = Settled((0, 3), (20, 20));
        fleet.RunFor(TimeSpan.FromMinutes(10));
        var before = fleet.Journal.Events.Count;
        var decided = fleet.Journal.Decisions.Count();

        fleet.Await("the endpoint scales out", TimeSpan.FromMinutes(10), () => fleet.Journal.Decisions.Count() > decided);

        var told = fleet.Journal.Events.Skip(before).Where(static happened => happened is HoldsEnded or DecisionMade).ToList();
        var holds = Assert.IsType<HoldsEnded>(told[0]);
        Assert.IsType<DecisionMade>(told[^1]);
        Assert.True(holds.Ticks >= 55, $"Expected the ticks of ten quiet minutes in one row; found {holds.Ticks}.");
        Assert.Equal((holds.Ticks - 1) * 10, (holds.At - holds.Since).TotalSeconds, 5.0 + holds.Ticks);
        Assert.Equal((Llm, 1), (holds.Components[0].Component, holds.Components[0].Wanted));
    }

    [Fact]
    public void Holds_HoweverLong_AreToldEachHour()
    {
        using var fleet = Settled((0, 3));
        fleet.RunFor(TimeSpan.FromMinutes(10));
        var before = fleet.Journal.Events.Count;

        fleet.RunFor(TimeSpan.FromHours(3));

        var rows = fleet.Journal.Events.Skip(before).OfType<HoldsEnded>().ToList();
        Assert.InRange(rows.Count, 2, 4);
        Assert.All(rows, static row => Assert.InRange(row.Ticks, 1, 360));
        Assert.All(rows.Zip(rows.Skip(1)), static pair => Assert.True(pair.First.At < pair.Second.Since));
    }

    [Fact]
    public void Ticks_OfALife_AreEachAHoldOrADecision()
    {
        using var fleet = Settled((0, 3), (10, 20), (17, 2));
        fleet.RunFor(TimeSpan.FromMinutes(30));
        var ticks = fleet.View(Specs.A).TickCount;

        fleet.DeleteAndSettle(Specs.A);

        var held = fleet.Journal.Events.OfType<HoldsEnded>().Sum(static holds => holds.Ticks);
        Assert.InRange(held + fleet.Journal.Decisions.Count(), ticks - 1, ticks + 1);
    }

    [Fact]
    public async Task Demand_OfEachStep_IsToldWithWhatWasDecided()
    {
        using var fleet = Settled((0, 3));
        fleet.RunFor(TimeSpan.FromMinutes(1));
        var from = fleet.Now;
        fleet.RunFor(TimeSpan.FromMinutes(20));

        var points = await HistoryAsync(fleet, Specs.A, new DemandQuery(Llm, from, fleet.Now - TimeSpan.FromMinutes(1), DemandQuery.Fine));

        Assert.Equal(114, points.Length, 1.0);
        Assert.All(points, static point => Assert.Equal(3, point.Concurrency!.Value, 0.5));
        Assert.All(points, static point => Assert.Equal((1, 1, 0), (point.Wanted, point.Ready, point.Coming)));
        Assert.All(points.Zip(points.Skip(1)), static pair => Assert.Equal(TimeSpan.FromSeconds(10), pair.Second.Start - pair.First.Start));

        var minutes = await HistoryAsync(fleet, Specs.A, new DemandQuery(Llm, from, fleet.Now - TimeSpan.FromMinutes(1), DemandQuery.Coarse));
        Assert.Equal(19, minutes.Length, 1.0);
    }

    [Fact]
    public async Task Demand_Pushed_IsToldToo_ButNotOfTheFutureNorOfAnotherComponent()
    {
        using var fleet = Settled();
        var start = new DateTimeOffset(fleet.Now.UtcTicks / DemandQuery.Fine.Ticks * DemandQuery.Fine.Ticks, TimeSpan.Zero);

        Push(fleet, new DemandSample(start, 21, 4.2), new DemandSample(start.AddMinutes(2), 99, null));
        fleet.RunFor(TimeSpan.FromMinutes(4));

        var points = await HistoryAsync(fleet, Specs.A, new DemandQuery(Llm, start, start.AddMinutes(5), DemandQuery.Fine));
        Assert.Equal((start, 21, 4.2), (points[0].Start, points[0].Concurrency, points[0].ArrivalsPerSecond));
        Assert.DoesNotContain(points, static point => point.Concurrency == 99);
        Assert.All(fleet.Journal.Demand, static row => Assert.Equal(Llm, row.Component));
    }

    [Fact]
    public void Deactivation_EndsTheRunOfHolds()
    {
        using var fleet = Settled((0, 3));
        fleet.RunFor(TimeSpan.FromMinutes(10));
        var before = fleet.Journal.Events.OfType<HoldsEnded>().Count();

        // A write that is not confirmed gives the activation up.
        fleet.Storage.Fault = static (name, _) => name == "endpoint" ? WriteFault.FailAfterwards : WriteFault.None;
        Assert.ThrowsAny<Exception>(() => fleet.Fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { MaxCopies = 39 })));
        fleet.Storage.Fault = null;
        fleet.RunFor(TimeSpan.FromMinutes(1));

        Assert.Contains(fleet.Journal.Events.OfType<HoldsEnded>().Skip(before), static holds => holds.Ticks >= 55);
    }

    private static TestFleet Settled(params ImmutableArray<(double Minute, double Concurrency)> traffic)
    {
        var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Metrics = new MetricOptions { MissingRatio = 0 } });
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        if (!traffic.IsEmpty)
        {
            fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, traffic));
            fleet.RunFor(TimeSpan.FromMinutes(6));
        }

        return fleet;
    }

    private static void Push(TestFleet fleet, params ImmutableArray<DemandSample> samples) =>
        fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).PushDemandAsync([new ComponentDemand(Llm, samples)], CancellationToken.None));

    private static async Task<ImmutableArray<DemandPoint>> HistoryAsync(TestFleet fleet, EndpointId endpoint, DemandQuery query)
    {
        var store = new MemoryJournalStore(fleet.Fleet.Host.TimeProvider);
        await store.AppendDemandAsync([.. fleet.Journal.Demand], CancellationToken.None);
        return Assert.Single((await store.ReadDemandAsync(endpoint, query, CancellationToken.None)).Series).Points;
    }
}
