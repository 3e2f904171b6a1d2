using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Aws.Tests.Ec2;

/// <summary>What EC2 says of pools and of a call, and what it comes to.</summary>
public sealed class LaunchAnswerTests
{
    [Fact]
    public async Task Launch_FirstPoolOut_TakesTheNextAndNamesTheRefused()
    {
        await using var world = await LaunchWorld.StartAsync();
        world.Ec2.ErrorOfPool = static pool => pool == 0 ? ("InsufficientInstanceCapacity", "There is no Spot, nor On-Demand.") : null;

        var accepted = Assert.IsType<LaunchResult.Accepted>(await world.LaunchAsync());

        Assert.Equal(LaunchWorld.Second, accepted.Pool);
        Assert.Equal(LaunchWorld.First, Assert.Single(accepted.Refused));
    }

    [Theory]
    [InlineData("InsufficientInstanceCapacity")]
    [InlineData("UnfulfillableCapacity")]
    [InlineData("InsufficientFreeAddressesInSubnet")]
    [InlineData("Unsupported")]
    public async Task Launch_EveryPoolOut_HasNoCapacityAndLeavesNoTemplate(string code)
    {
        await using var world = await LaunchWorld.StartAsync();
        world.Ec2.ErrorOfPool = _ => (code, "Not here.");

        var none = Assert.IsType<LaunchResult.NoCapacity>(await world.LaunchAsync());

        Assert.Equal([LaunchWorld.First, LaunchWorld.Second], none.Refused.AsEnumerable());
        Assert.Empty(world.Ec2.Templates);
    }

    [Fact]
    public async Task Launch_OnePoolOutAndTheQuotaOfTheOtherFull_LearnsOfTheFirst()
    {
        await using var world = await LaunchWorld.StartAsync();
        world.Ec2.ErrorOfPool = static pool => pool == 0 ? ("InsufficientInstanceCapacity", "None.") : ("VcpuLimitExceeded", "Your limit is 64.");

        Assert.Equal(LaunchWorld.First, Assert.Single(Assert.IsType<LaunchResult.NoCapacity>(await world.LaunchAsync()).Refused));
    }

    [Theory]
    [InlineData("VcpuLimitExceeded", "You have requested more vCPU capacity than your current limit of 64.")]
    [InlineData("MaxSpotInstanceCountExceeded", "Max spot instance count exceeded.")]
    [InlineData("InstanceLimitExceeded", "Your quota allows for 0 more running instances.")]
    [InlineData("InvalidParameterValue", "Wrong.")]
    public async Task Launch_RefusedForAQuotaOrAMistake_IsRejectedWithWhatWasSaid(string code, string message)
    {
        await using var world = await LaunchWorld.StartAsync();
        world.Ec2.ErrorOfPool = _ => (code, message);

        var rejected = Assert.IsType<LaunchResult.Rejected>(await world.LaunchAsync());

        Assert.Equal($"{code}: {message}", rejected.Reason);
        Assert.Empty(world.Ec2.Templates);
    }

    [Fact]
    public async Task Launch_WithoutPermission_IsRejectedWithoutTheEncodedPart()
    {
        await using var world = await LaunchWorld.StartAsync();
        world.Ec2.Refusal = (403, "UnauthorizedOperation", "You are not authorized to perform this operation. Encoded authorization failure message: abcdef");

        var rejected = Assert.IsType<LaunchResult.Rejected>(await world.LaunchAsync());

        Assert.Equal("UnauthorizedOperation: You are not authorized to perform this operation.", rejected.Reason);
    }

    [Fact]
    public async Task Launch_WithExpiredCredentials_IsAFaultAndIsMadeAgain()
    {
        await using var world = await LaunchWorld.StartAsync();
        world.Ec2.Refusal = (400, "RequestExpired", "Request has expired.");
        await Assert.ThrowsAsync<HttpRequestException>(() => world.LaunchAsync());
        world.Ec2.Refusal = null;

        Assert.IsType<LaunchResult.Accepted>(await world.LaunchAsync());
    }

    [Fact]
    public async Task Launch_WhileTheCallIsThrottled_SaysWhenToComeBackAndKeepsTheTemplate()
    {
        await using var world = await LaunchWorld.StartAsync();
        world.Options = world.Options with { Connection = world.Options.Connection with { MaxRetries = 0 } };
        world.Ec2.Refusal = (503, "RequestLimitExceeded", "Request limit exceeded.");

        Assert.True(Assert.IsType<LaunchResult.Throttled>(await world.LaunchAsync()).RetryAfter > TimeSpan.Zero);
        Assert.Single(world.Ec2.Templates);
    }

    [Fact]
    public async Task Launch_WhoseTemplateIsNotKnownEverywhereYet_IsMadeAgain()
    {
        await using var world = await LaunchWorld.StartAsync();
        world.Ec2.Refusal = (400, "InvalidLaunchTemplateName.NotFoundException", "The specified launch template does not exist.");
        Assert.IsType<LaunchResult.Throttled>(await world.LaunchAsync());
        world.Ec2.Refusal = null;

        Assert.IsType<LaunchResult.Accepted>(await world.LaunchAsync());
        world.Only("CreateLaunchTemplate");
    }

    [Theory]
    [InlineData("InvalidSnapshot.NotFound", "The snapshot 'snap-0000000000000000a' does not exist.")]
    [InlineData("KMSKeyNotAccessibleFault", "The key cannot be used.")]
    public async Task Launch_OfASnapshotThatIsGone_SaysWhich(string code, string message)
    {
        await using var world = await LaunchWorld.StartAsync();
        var source = await world.AddEntryAsync();
        world.Ec2.ErrorOfPool = _ => (code, message);

        var gone = await world.LaunchAsync(LaunchWorld.Request with { Images = [source] });

        Assert.Equal(new LaunchResult.SnapshotGone(LaunchWorld.Image, 2), gone);
    }

    [Theory]
    [InlineData("VolumeInitializationRateLimitExceeded", "The Region's sum is used up.")]
    [InlineData("ResourceLimitExceeded", "The maximum cumulative volume initialization rate is 5000 MiB/s.")]
    public async Task Launch_BeyondTheSumOfRates_SaysSo(string code, string message)
    {
        await using var world = await LaunchWorld.StartAsync();
        var source = await world.AddEntryAsync();
        world.Ec2.ErrorOfPool = _ => (code, message);

        Assert.Contains(message, Assert.IsType<LaunchResult.NoRestoreRate>(await world.LaunchAsync(LaunchWorld.Request with { Images = [source] })).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_InAZoneWithoutASubnetOrOfATypeWithoutAnImage_IsRejectedWithBoth()
    {
        await using var world = await LaunchWorld.StartAsync();
        world.Options = world.Options with { Ec2 = world.Options.Ec2 with { MachineImages = world.Options.Ec2.MachineImages.Remove("*") } };
        var request = LaunchWorld.Request with { Pools = [Contracts.Capacity.InstancePool.Parse("g6.xlarge@us-east-1f")] };

        var reason = Assert.IsType<LaunchResult.Rejected>(await world.LaunchAsync(request)).Reason;

        Assert.Equal("no subnet is configured for us-east-1f; no machine image is configured for g6.xlarge", reason);
        Assert.Empty(world.Requests);
    }
}
