using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Simulated.Tests.Traffic;

public sealed class FluidServiceModelTests
{
    private static readonly TimeSpan Service = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Queue_OverloadThenLight_GrowsAndDrainsAsTheClosedForm()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        // Capacity 4 at once, 2 s each: 2 requests/s. 5/s for 10 s grows 3/s; 1/s then works off 1/s.
        cloud.Send(TestCloud.A, TestCloud.Component, Service, Step(0, 5), Step(10, 1));

        cloud.Time.AdvanceSeconds(10);
        Assert.Equal(30, Queued(cloud), 6);
        cloud.Time.AdvanceSeconds(20);
        Assert.Equal(10, Queued(cloud), 6);
        cloud.Time.AdvanceSeconds(9.9);
        Assert.Equal(0.1, Queued(cloud), 6);
        cloud.Time.AdvanceSeconds(1);

        var totals = cloud.Traffic(TestCloud.A).Totals;
        Assert.Equal(0, totals.Queued, 9);
        Assert.Equal(2, totals.InFlight, 9);
        Assert.Equal(50 + 30.9, totals.Arrived, 6);
        // A triangle 30 high over 10 s, then 30 s.
        Assert.Equal(600 / 80.9, cloud.Traffic(TestCloud.A).MeanWait.TotalSeconds, 6);
    }

    [Fact]
    public async Task Metrics_QueueThatEmptiesWithinAPeriod_AveragesItsIntegral()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        cloud.Send(TestCloud.A, TestCloud.Component, Service, Step(0, 4), Step(2, 1));
        cloud.Time.AdvanceSeconds(60);

        // In the system: 4 → 8 over 2 s, 8 → 4 over 4 s, then 2 for 4 s. The mean of 10 s: (12 + 24 + 8) / 10.
        var sample = (await MetricsOf(cloud, 10))[0];
        Assert.Equal(4.4, sample.Concurrency, 9);
        Assert.Equal(1.6, sample.ArrivalsPerSecond!.Value, 9);
    }

    [Fact]
    public async Task AddCopy_QueueWaits_TotalInSystemIsUnchangedAndDrainsFaster()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        var instance = await cloud.LaunchAsync(TestCloud.A);
        var copy = await cloud.StartAsync(instance, TestCloud.Component, Contracts.Specs.StartupMechanism.Registry);
        cloud.Send(TestCloud.A, TestCloud.Component, Service, Step(0, 2.5));
        cloud.Time.Advance(TimeSpan.FromMinutes(30));

        var readyAfter = ((await cloud.CopyAsync(instance, copy)).ReadyAt!.Value - (TestCloud.Start + TimeSpan.FromMinutes(30))).TotalSeconds;
        var totals = cloud.Traffic(TestCloud.A).Totals;
        // 4 in flight and 0.5/s queue until ready; then 8 at once, 4/s: 1.5/s work off until the queue is empty.
        var emptyAfter = readyAfter + (((readyAfter * 0.5) - 4) / 1.5);
        Assert.True(emptyAfter < 1800);
        Assert.Equal(5, totals.InFlight, 9);
        Assert.Equal(0, totals.Queued, 9);
        Assert.Equal((2.5 * 1800) - 5, totals.Done, 6);
    }

    [Fact]
    public async Task Drain_CopyInService_KeepsItsShareForOneServiceTime()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var (instance, copy) = await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        cloud.Send(TestCloud.A, TestCloud.Component, Service, Step(0, 3));
        cloud.Time.AdvanceSeconds(10);

        await cloud.Ports.Hosts.DrainAsync(instance, copy, default);
        Assert.Equal(6, cloud.Traffic(TestCloud.A).Totals.InFlight, 9);
        cloud.Time.AdvanceSeconds(1.9);
        Assert.Equal(CopyPhase.Draining, (await cloud.CopyAsync(instance, copy)).Phase);
        cloud.Time.AdvanceSeconds(0.1);

        Assert.Equal(CopyPhase.Stopped, (await cloud.CopyAsync(instance, copy)).Phase);
        var totals = cloud.Traffic(TestCloud.A).Totals;
        Assert.Equal(0, totals.Interrupted);
        Assert.Equal(4, totals.InFlight, 9);
        Assert.Equal(2, totals.Queued, 9);
    }

    [Fact]
    public async Task Cut_CopyInService_ItsShareIsQueued()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var (instance, copy) = await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        cloud.Send(TestCloud.A, TestCloud.Component, Service, Step(0, 3));
        cloud.Time.AdvanceSeconds(10);

        await cloud.Ports.Hosts.StopAsync(instance, copy, default);

        var totals = cloud.Traffic(TestCloud.A).Totals;
        Assert.Equal(3, totals.Interrupted, 9);
        Assert.Equal(4, totals.InFlight, 9);
        Assert.Equal(2, totals.Queued, 9);
    }

    [Fact]
    public async Task Provision_StepsByHand_IntegralsAreExact()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        // Offered 0, 3, 16, 0, 10 for 10 s each: 0, 1, 4, 0 and 3 copies of 4; two are ready.
        cloud.Send(TestCloud.A, TestCloud.Component, Service, Step(0, 0), Step(10, 1.5), Step(20, 8), Step(30, 0), Step(40, 5));
        cloud.Time.AdvanceSeconds(50);

        var truth = cloud.Traffic(TestCloud.A).Provision;
        Assert.Equal(30, truth.Counted.TotalSeconds, 9);
        Assert.Equal((2 / 4d + 1 / 3d) / 3, truth.UnderProvisionRatio, 9);
        Assert.Equal(1 / 3d, truth.OverProvisionRatio, 9);
        Assert.Equal(2 / 3d, truth.UnderProvisionTimeRatio, 9);
        Assert.Equal(80 / 3600d, truth.DemandCopyHours, 9);
    }

    [Fact]
    public void Crossings_DemandPassesSupplyAndDecisionActs_GivesBothTimes()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        cloud.Send(TestCloud.A, TestCloud.Component, Service, Step(0, 1), Step(10, 4), Step(12, 1), Step(30, 6), Step(35, 8));
        cloud.Cloud.NoteSupply(TestCloud.A, TestCloud.Component.Name, 1, cloud.Time.GetUtcNow());
        cloud.Time.AdvanceSeconds(50);

        cloud.Cloud.NoteSupply(TestCloud.A, TestCloud.Component.Name, 4, cloud.Time.GetUtcNow());

        var reading = cloud.Traffic(TestCloud.A);
        Assert.Equal(new DemandCrossing(TestCloud.Start.AddSeconds(30), TestCloud.Start.AddSeconds(50), 4, 4), Assert.Single(reading.Crossings));
        Assert.Equal(1, reading.CrossingsTakenBack);
    }

    [Fact]
    public void Crossings_AnsweredInParts_KeepTheTimeOfEachAndForgiveAFlicker()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        cloud.Send(TestCloud.A, TestCloud.Component, Service, Step(0, 1), Step(10, 4), Step(14, 1), Step(15, 8));
        cloud.Cloud.NoteSupply(TestCloud.A, TestCloud.Component.Name, 1, cloud.Time.GetUtcNow());
        cloud.Time.AdvanceSeconds(40);
        cloud.Cloud.NoteSupply(TestCloud.A, TestCloud.Component.Name, 2, cloud.Time.GetUtcNow());
        cloud.Time.AdvanceSeconds(20);

        cloud.Cloud.NoteSupply(TestCloud.A, TestCloud.Component.Name, 4, cloud.Time.GetUtcNow());

        var reading = cloud.Traffic(TestCloud.A);
        Assert.Equal(
            [new(TestCloud.Start.AddSeconds(10), TestCloud.Start.AddSeconds(40), 4, 2), new(TestCloud.Start.AddSeconds(15), TestCloud.Start.AddSeconds(60), 4, 4)],
            reading.Crossings.AsEnumerable());
        Assert.Equal(0, reading.CrossingsTakenBack);
    }

    private static double Queued(TestCloud cloud) => cloud.Traffic(TestCloud.A).Totals.Queued;

    private static RateStep Step(double seconds, double rate) => new(TimeSpan.FromSeconds(seconds), rate);

    private static async Task<ImmutableArray<Contracts.Demand.DemandSample>> MetricsOf(TestCloud cloud, double seconds)
    {
        var from = TestCloud.Start + TimeSpan.FromMinutes(30);
        var result = await cloud.Ports.Metrics.QueryAsync([new(TestCloud.A, TestCloud.Component.Name)], from, from.AddSeconds(seconds), default);
        return Assert.IsType<Autoscaler.Cloud.Metrics.MetricQueryResult.Delivered>(result).Samples[0];
    }
}
