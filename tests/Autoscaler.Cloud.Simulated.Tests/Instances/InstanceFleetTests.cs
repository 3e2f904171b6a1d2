using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Tests.Instances;

public sealed class InstanceFleetTests
{
    private static readonly InstancePool Second = new(TestCloud.Type, new ZoneName("us-east-1b"));

    [Fact]
    public async Task Launch_SameTokenSameRequest_AnswersAlikeAndLaunchesOnce()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var first = Assert.IsType<LaunchResult.Accepted>(await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default));
        cloud.Time.AdvanceSeconds(60);

        var again = await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default);

        Assert.Equal(first, again);
        Assert.Single(await cloud.Ports.Instances.ListAsync(TestCloud.A, default));
        Assert.Equal(1, cloud.Cloud.ReadCosts(null).Launches);
    }

    [Fact]
    public async Task Launch_SameTokenOtherRequest_IsRejected()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default);

        var other = await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0) with { Pools = [Second] }, default);

        Assert.Contains("IdempotentParameterMismatch", Assert.IsType<LaunchResult.Rejected>(other).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_FirstPoolOut_TakesTheNextAndNamesTheRefused()
    {
        var outage = new CapacityOutage(null, TestCloud.Pool.Zone, TestCloud.Start, TestCloud.Start.AddMinutes(10));
        var cloud = new TestCloud(TestCloud.Exact with { Capacity = new CapacityOptions { Outages = [outage] } });
        var request = TestCloud.Request(TestCloud.A, 0) with { Pools = [TestCloud.Pool, Second] };

        var accepted = Assert.IsType<LaunchResult.Accepted>(await cloud.Ports.Instances.LaunchAsync(request, default));
        Assert.Equal(Second, accepted.Pool);
        Assert.Equal(TestCloud.Pool, Assert.Single(accepted.Refused));

        cloud.Time.Advance(TimeSpan.FromMinutes(10));
        var later = await cloud.Ports.Instances.LaunchAsync(request with { Generation = 2 }, default);
        Assert.Equal(TestCloud.Pool, Assert.IsType<LaunchResult.Accepted>(later).Pool);
    }

    [Fact]
    public async Task Launch_PoolFull_HasNoCapacityUntilAnInstanceIsGone()
    {
        var cloud = new TestCloud(TestCloud.Exact with { Capacity = new CapacityOptions { Pools = [new PoolLimit(TestCloud.Pool, 1)] } });
        var instance = await cloud.LaunchAsync(TestCloud.A);
        var refused = await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 7), default);
        Assert.Equal(TestCloud.Pool, Assert.Single(Assert.IsType<LaunchResult.NoCapacity>(refused).Refused));

        await cloud.Ports.Instances.TerminateAsync(instance, default);
        cloud.Time.AdvanceSeconds(29);
        Assert.IsType<LaunchResult.NoCapacity>(await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 8), default));
        cloud.Time.AdvanceSeconds(1);
        Assert.IsType<LaunchResult.Accepted>(await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 9), default));

        // A token that found no capacity never launches later.
        Assert.IsType<LaunchResult.NoCapacity>(await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 7), default));
    }

    [Fact]
    public async Task Launch_UnknownTypeOrBuild_IsRefused()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        await cloud.SnapshotAsync(TestCloud.A);
        await cloud.SnapshotAsync(TestCloud.B);

        var type = TestCloud.Request(TestCloud.A, 0) with { Pools = [new(new("x1.huge"), TestCloud.Pool.Zone)] };
        Assert.IsType<LaunchResult.Rejected>(await cloud.Ports.Instances.LaunchAsync(type, default));
        var gone = TestCloud.Request(TestCloud.A, 1, TestCloud.Restored(StartupMechanism.SnapshotRate) with { Build = 2 });
        Assert.Equal(new LaunchResult.SnapshotGone(TestCloud.Image.Digest, 2), await cloud.Ports.Instances.LaunchAsync(gone, default));
        Assert.Empty(await cloud.Ports.Instances.ListAsync(TestCloud.A, default));
    }

    [Fact]
    public async Task Describe_ThroughALife_TellsEachStage()
    {
        var cloud = new TestCloud(TestCloud.Exact);
        var instance = await cloud.LaunchAsync(TestCloud.A);
        Assert.IsType<InstanceStatus.Pending>(await Describe());
        Assert.Null(await cloud.Ports.Hosts.DescribeAsync(instance, default));

        // The type's overhead of 173 s, less 10 s container start and 50 s warm-up.
        cloud.Time.AdvanceSeconds(113);
        Assert.Equal(TestCloud.Start.AddSeconds(113), Assert.IsType<InstanceStatus.Running>(await Describe()).Since);
        await cloud.Ports.Instances.TerminateAsync(instance, default);
        Assert.IsType<InstanceStatus.Terminating>(await Describe());
        Assert.Null(await cloud.Ports.Hosts.DescribeAsync(instance, default));
        cloud.Time.AdvanceSeconds(30);

        Assert.IsType<InstanceStatus.Gone>(await Describe());
        Assert.Empty(await cloud.Ports.Instances.ListAsync(TestCloud.A, default));

        Task<InstanceStatus> Describe() => cloud.Ports.Instances.DescribeAsync(instance, default);
    }

    [Fact]
    public async Task Launch_BootsThatFail_StayPendingUntilTerminated()
    {
        var cloud = new TestCloud(TestCloud.Exact with { Instances = new InstanceOptions { BootFailureRatio = 1 } });
        var instance = await cloud.LaunchAsync(TestCloud.A);
        cloud.Time.Advance(TimeSpan.FromHours(1));

        Assert.IsType<InstanceStatus.Pending>(await cloud.Ports.Instances.DescribeAsync(instance, default));
        await cloud.Ports.Instances.TerminateAsync(instance, default);
        cloud.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<InstanceStatus.Gone>(await cloud.Ports.Instances.DescribeAsync(instance, default));
    }

    [Fact]
    public async Task Launch_AnswerOnItsWayWhenTheCallerCrashes_InstanceIsThere()
    {
        var cloud = new TestCloud(TestCloud.Exact with { Latency = new LatencyOptions() });
        var callerTime = new ManualTime(TestCloud.Start);
        var lost = cloud.Cloud.PortsFor(callerTime).Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default);
        cloud.Time.AdvanceSeconds(10);
        Assert.False(lost.IsCompleted);
        Assert.Single(cloud.Cloud.ReadLive(TestCloud.A));

        // The one that comes back asks with the same token.
        var again = cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, 0), default);
        Assert.False(again.IsCompleted);
        cloud.Time.AdvanceSeconds(1.5);
        Assert.Equal(TestCloud.Start, Assert.IsType<LaunchResult.Accepted>(await again).LaunchedAt);
        Assert.Single(cloud.Cloud.ReadLive(TestCloud.A));
    }

    [Fact]
    public async Task Launch_SeededOutages_RefuseForAboutTheirShareOfTime()
    {
        // Two outages of half an hour a day: 1/24 of the time, nearly.
        var cloud = new TestCloud(TestCloud.Exact with { Capacity = new CapacityOptions { OutagesPerDay = 2 } });
        var refused = 0;
        const int Launches = 10_000;
        for (var i = 0; i < Launches; i++)
        {
            var result = await cloud.Ports.Instances.LaunchAsync(TestCloud.Request(TestCloud.A, i), default);
            refused += result is LaunchResult.NoCapacity ? 1 : 0;
            if (result is LaunchResult.Accepted accepted)
            {
                await cloud.Ports.Instances.TerminateAsync(accepted.Instance, default);
            }

            cloud.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.InRange((double)refused / Launches, 0.02, 0.07);
    }

}
