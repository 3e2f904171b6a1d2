using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Tests.Traffic;

public sealed class RequestServiceModelTests
{
    // 100 tokens a second read, 0.1 s a token written: 100 and 40 tokens take 1 s + 4 s, the first token after 1.1 s.
    private static readonly TokenServiceTime Pace = new() { PrefillTokensPerSecond = 100, DecodePerToken = TimeSpan.FromSeconds(0.1) };

    private static readonly ComponentSpec OneAtATime = TestCloud.Component with
    {
        MaxConcurrencyPerCopy = 1,
        Policy = new ScalingPolicy { TargetConcurrencyPerCopy = 1 },
        TtftObjective = TimeSpan.FromSeconds(5),
    };

    [Fact]
    public async Task Serve_ThreeRequestsOneCopy_TimesAsByHand()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        await cloud.ServeAsync(TestCloud.A, OneAtATime);
        Send(cloud, 0, 1, 2);

        cloud.Time.AdvanceSeconds(100);

        // Taken at 0, 5 and 10 s; first tokens at 1.1, 6.1 and 11.1 s of arrivals at 0, 1 and 2 s.
        var reading = cloud.Traffic(TestCloud.A);
        Assert.Equal(new TrafficTotals(3, 3, 0, 0, 0, 0), reading.Totals);
        Assert.Equal(5.1, reading.Ttft!.P50!.Value.TotalSeconds, 6);
        Assert.Equal(9.1, reading.Ttft.Max!.Value.TotalSeconds, 6);
        Assert.Equal((4 + 8) / 3d, reading.MeanWait.TotalSeconds, 6);
        Assert.Equal(1, reading.Ttft.Within);
        Assert.Equal(1 / 3d, reading.Ttft.WithinRatio, 12);
    }

    [Fact]
    public async Task Demand_OverlappingRequests_CountsWhatNobodyWaitingWouldNeed()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        await cloud.ServeAsync(TestCloud.A, OneAtATime);
        Send(cloud, 0, 1, 2);

        cloud.Time.AdvanceSeconds(100);

        // Offered 1, 2, 3, 2, 1 over [0,1) [1,2) [2,5) [5,6) [6,7), one copy ready: short by 1/2, 2/3, 1/2 of 7 s.
        var truth = cloud.Traffic(TestCloud.A).Provision;
        Assert.Equal(7, truth.Counted.TotalSeconds, 6);
        Assert.Equal((0.5 + (3 * 2 / 3d) + 0.5) / 7, truth.UnderProvisionRatio, 9);
        Assert.Equal(5 / 7d, truth.UnderProvisionTimeRatio, 9);
        Assert.Equal(0, truth.OverProvisionRatio, 9);
        Assert.Equal(15 / 7d, truth.MeanOffered, 9);
    }

    [Fact]
    public async Task Drain_RequestsInFlight_NoneIsCutAndCopyStopsWithTheLast()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var (instance, copy) = await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        Send(cloud, 0, 1, 2);
        cloud.Time.AdvanceSeconds(3);

        await cloud.Ports.Hosts.DrainAsync(instance, copy, default);
        cloud.Time.AdvanceSeconds(3.9);
        Assert.Equal(CopyPhase.Draining, (await cloud.CopyAsync(instance, copy)).Phase);
        cloud.Time.AdvanceSeconds(0.2);

        Assert.Equal(CopyPhase.Stopped, (await cloud.CopyAsync(instance, copy)).Phase);
        Assert.Equal(new TrafficTotals(3, 3, 0, 0, 0, 0), cloud.Traffic(TestCloud.A).Totals);
    }

    [Fact]
    public async Task Stop_RequestsInFlight_GoBackToTheHeadOnceInOrder()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var (first, firstCopy) = await cloud.ServeAsync(TestCloud.A, OneAtATime);
        Send(cloud, 0, 0.5);
        cloud.Time.AdvanceSeconds(1);
        await cloud.Ports.Hosts.StopAsync(first, firstCopy, default);
        Assert.Equal(new TrafficTotals(2, 0, 0, 0, 2, 1), cloud.Traffic(TestCloud.A).Totals);

        var (second, secondCopy) = await cloud.ServeAsync(TestCloud.A, OneAtATime);

        // The cut request was served first: half an hour late by less than the other.
        var reading = cloud.Traffic(TestCloud.A);
        Assert.Equal(new TrafficTotals(2, 2, 0, 0, 0, 1), reading.Totals);
        var ready = (await cloud.CopyAsync(second, secondCopy)).ReadyAt!.Value - (TestCloud.Start + TimeSpan.FromMinutes(30));
        Assert.Equal(ready.TotalSeconds + 1.1, reading.Ttft!.P50!.Value.TotalSeconds, 5);
        Assert.Equal(ready.TotalSeconds + 5.6, reading.Ttft.Max!.Value.TotalSeconds, 5);
    }

    [Fact]
    public async Task Crash_TwiceUnderOneRequest_RequestIsLost()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var (first, firstCopy) = await cloud.ServeAsync(TestCloud.A, OneAtATime);
        var (second, secondCopy) = await cloud.ServeAsync(TestCloud.A, OneAtATime);
        Send(cloud, 0);
        cloud.Time.AdvanceSeconds(1);

        cloud.Cloud.CrashCopy(first, firstCopy);
        cloud.Time.AdvanceSeconds(1);
        Assert.Equal(new TrafficTotals(1, 0, 0, 1, 0, 1), cloud.Traffic(TestCloud.A).Totals);
        cloud.Cloud.LoseInstance(second);
        cloud.Time.AdvanceSeconds(100);

        Assert.Equal(new TrafficTotals(1, 0, 1, 0, 0, 2), cloud.Traffic(TestCloud.A).Totals);
        Assert.Equal(0, cloud.Traffic(TestCloud.A).Ttft!.WithinRatio);
        Assert.Equal(CopyPhase.Failed, (await cloud.CopyAsync(first, firstCopy)).Phase);
        Assert.Equal("llm#2", secondCopy.ToString());
    }

    [Fact]
    public async Task Dispatch_TwoCopies_GoesToTheLeastLoadedThenTheLowestNumber()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var (first, firstCopy) = await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        await cloud.ServeAsync(TestCloud.A, TestCloud.Component);
        Send(cloud, 0, 0.1, 0.2);
        cloud.Time.AdvanceSeconds(1);

        // Two of three are on the first copy.
        await cloud.Ports.Hosts.StopAsync(first, firstCopy, default);

        Assert.Equal(2, cloud.Traffic(TestCloud.A).Totals.Interrupted);
        Assert.Equal(3, cloud.Traffic(TestCloud.A).Totals.InFlight);
    }

    [Fact]
    public async Task Undrain_QueueWaits_CopyServesAgain()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var (instance, copy) = await cloud.ServeAsync(TestCloud.A, OneAtATime);
        Send(cloud, 0, 1);
        cloud.Time.AdvanceSeconds(2);
        await cloud.Ports.Hosts.DrainAsync(instance, copy, default);
        Assert.Equal(0, cloud.Traffic(TestCloud.A).ReadyCopies);

        Assert.True(await cloud.Ports.Hosts.UndrainAsync(instance, copy, default));
        cloud.Time.AdvanceSeconds(100);

        Assert.Equal(new TrafficTotals(2, 2, 0, 0, 0, 0), cloud.Traffic(TestCloud.A).Totals);
        Assert.Equal(CopyPhase.Ready, (await cloud.CopyAsync(instance, copy)).Phase);
    }

    [Fact]
    public async Task Conservation_ManyRequestsWithCrashesAndDrains_ArrivedIsDoneLostInFlightAndQueued()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var copies = new List<(InstanceId Instance, CopyId Copy)>();
        for (var i = 0; i < 6; i++)
        {
            copies.Add(await cloud.ServeAsync(TestCloud.A, TestCloud.Component));
        }

        cloud.Cloud.RegisterTraffic(TestCloud.A, TestCloud.Component, new TrafficSource.Requests(
            cloud.Time.GetUtcNow(),
            [.. Enumerable.Range(0, 2000).Select(i => new TraceRequest(TimeSpan.FromSeconds(i * 0.2), 10 * (i % 17), i % 60))],
            Pace));
        for (var step = 0; step < 500; step++)
        {
            cloud.Time.AdvanceSeconds(1);
            await DisturbAsync(cloud, copies, step);
            var totals = cloud.Traffic(TestCloud.A).Totals;
            Assert.Equal(totals.Arrived, totals.Done + totals.Lost + totals.InFlight + totals.Queued);
        }

        Assert.True(cloud.Traffic(TestCloud.A).Totals.Interrupted > 0);
    }

    private static async Task DisturbAsync(TestCloud cloud, List<(InstanceId Instance, CopyId Copy)> copies, int step)
    {
        var (instance, copy) = copies[step % copies.Count];
        switch (step % 40)
        {
            case 10:
                await cloud.Ports.Hosts.DrainAsync(instance, copy, default);
                break;
            case 12:
                (instance, copy) = copies[(step - 2) % copies.Count];
                await cloud.Ports.Hosts.UndrainAsync(instance, copy, default);
                break;
            case 30 when step < 150:
                cloud.Cloud.CrashCopy(instance, copy);
                break;
            default:
                break;
        }
    }

    private static void Send(TestCloud cloud, params double[] arrivalSeconds) => cloud.Cloud.RegisterTraffic(
        TestCloud.A,
        OneAtATime,
        new TrafficSource.Requests(cloud.Time.GetUtcNow(), [.. arrivalSeconds.Select(at => new TraceRequest(TimeSpan.FromSeconds(at), 100, 40))], Pace));
}
