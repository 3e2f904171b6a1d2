using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Aws.Tests.Ec2;

/// <summary>Lists that follow calls by some seconds.</summary>
public sealed class ListingLagTests
{
    [Fact]
    public async Task Describe_OfAnInstanceThatIsNotListedYet_IsPendingUntilTheLagIsOver()
    {
        await using var world = await LaunchWorld.StartAsync();
        var clock = new ShiftedTime();
        var ports = world.Ports(clock);
        var instance = Assert.IsType<LaunchResult.Accepted>(await ports.Instances.LaunchAsync(LaunchWorld.Request, CancellationToken.None)).Instance;
        world.Ec2.Lags = true;

        Assert.IsType<InstanceStatus.Pending>(await ports.Instances.DescribeAsync(instance, CancellationToken.None));
        clock.Advance(world.Options.Ec2.ListingLag);
        Assert.IsType<InstanceStatus.Gone>(await ports.Instances.DescribeAsync(instance, CancellationToken.None));
    }

    [Fact]
    public async Task Describe_OfAnInstanceThatWasListedMeanwhile_HasTheWholeLagAgain()
    {
        await using var world = await LaunchWorld.StartAsync();
        var clock = new ShiftedTime();
        var ports = world.Ports(clock);
        var instance = Assert.IsType<LaunchResult.Accepted>(await ports.Instances.LaunchAsync(LaunchWorld.Request, CancellationToken.None)).Instance;
        world.Ec2.Lags = true;
        await ports.Instances.DescribeAsync(instance, CancellationToken.None);
        world.Ec2.Lags = false;
        Assert.IsType<InstanceStatus.Running>(await ports.Instances.DescribeAsync(instance, CancellationToken.None));
        clock.Advance(world.Options.Ec2.ListingLag);
        world.Ec2.Lags = true;

        Assert.IsType<InstanceStatus.Pending>(await ports.Instances.DescribeAsync(instance, CancellationToken.None));
    }

    [Fact]
    public async Task Terminate_OfAnInstanceThatIsNotListedYet_TerminatesIt()
    {
        await using var world = await LaunchWorld.StartAsync();
        var ports = world.Ports();
        var instance = Assert.IsType<LaunchResult.Accepted>(await ports.Instances.LaunchAsync(LaunchWorld.Request, CancellationToken.None)).Instance;
        world.Ec2.Lags = true;

        await ports.Instances.TerminateAsync(instance, CancellationToken.None);

        Assert.Equal("terminated", Assert.Single(world.Ec2.Instances).State);
    }
}
