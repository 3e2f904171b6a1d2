using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Aws.Tests.Ec2;

/// <summary>A launch is one instance, whatever is lost on the way.</summary>
public sealed class LaunchTokenTests
{
    [Fact]
    public async Task Launch_WhoseAnswerIsLost_IsMadeAgainWithTheSameTokenAndAnswersTheSameInstance()
    {
        // Template looked for, template written, fleet made and its answer lost.
        await using var world = await LaunchWorld.StartAsync(FaultPlan.Of(null, null, HttpFault.ResetAfterActing));

        var accepted = Assert.IsType<LaunchResult.Accepted>(await world.LaunchAsync());

        Assert.Equal(Assert.Single(world.Ec2.Instances).Id, accepted.Instance.Value);
        var calls = world.Requests.Where(static request => request.Operation == "CreateFleet").Select(static request => request.Text).ToArray();
        Assert.Equal(2, calls.Length);
        Assert.Equal(calls[0], calls[1]);
    }

    [Fact]
    public async Task Launch_AfterACrashBetweenCallAndAnswer_FindsTheInstanceByItsTagAndCallsNoMore()
    {
        await using var world = await LaunchWorld.StartAsync();
        var first = Assert.IsType<LaunchResult.Accepted>(await world.LaunchAsync());

        var again = Assert.IsType<LaunchResult.Accepted>(await world.LaunchAsync());

        Assert.Equal(first.Instance, again.Instance);
        world.Only("CreateFleet");
        world.Only("CreateLaunchTemplate");
    }

    [Fact]
    public async Task Launch_AfterACrashWhileListsLag_IsTheSameCallToTheByte()
    {
        await using var world = await LaunchWorld.StartAsync();
        var first = Assert.IsType<LaunchResult.Accepted>(await world.LaunchAsync());
        world.Ec2.Lags = true;

        var again = Assert.IsType<LaunchResult.Accepted>(await world.LaunchAsync());

        Assert.Equal(first.Instance, again.Instance);
        Assert.Single(world.Ec2.Instances);
        var calls = world.Requests.Where(static request => request.Operation == "CreateFleet").Select(static request => request.Text).ToArray();
        Assert.Equal(calls[0], calls[1]);
    }

    [Fact]
    public async Task Launch_AfterOptionsChanged_FindsWhatTheTokenLaunchedOrSaysSo()
    {
        await using var world = await LaunchWorld.StartAsync();
        await world.LaunchAsync();
        world.Options = world.Options with
        {
            Ec2 = world.Options.Ec2 with { Subnets = world.Options.Ec2.Subnets.SetItem(new ZoneName("us-east-1a"), "subnet-0000000000000000c") },
        };
        world.Ec2.Lags = true;

        var refused = Assert.IsType<LaunchResult.Rejected>(await world.LaunchAsync());

        Assert.Contains("IdempotentParameterMismatch", refused.Reason, StringComparison.Ordinal);
        Assert.Single(world.Ec2.Instances);
    }

    [Fact]
    public async Task Launch_ThatWasAnsweredWithThrottling_TakesAnotherTokenNextTime()
    {
        await using var world = await LaunchWorld.StartAsync();
        world.Ec2.ErrorOfPool = static _ => ("RequestLimitExceeded", "Request limit exceeded.");
        Assert.IsType<LaunchResult.Throttled>(await world.LaunchAsync());
        world.Ec2.ErrorOfPool = static _ => null;

        Assert.IsType<LaunchResult.Accepted>(await world.LaunchAsync());

        var tokens = world.Requests.Where(static request => request.Operation == "CreateFleet").Select(static request => request.Form["ClientToken"]).ToArray();
        Assert.Equal(2, tokens.Distinct().Count());
        Assert.All(tokens, token => Assert.StartsWith(LaunchWorld.Request.Token.Value, token, StringComparison.Ordinal));
        Assert.All(tokens, static token => Assert.True(token.Length <= 64, token));
    }

    [Fact]
    public async Task Launch_OfAnotherInstallationWithTheSameEndpoint_HasAnotherToken()
    {
        await using var world = await LaunchWorld.StartAsync();
        await world.LaunchAsync();
        world.Options = world.Options with { Fleet = "second" };

        Assert.IsType<LaunchResult.Accepted>(await world.LaunchAsync());

        Assert.Equal(2, world.Ec2.Instances.Count);
    }
}
