using System.Collections.Immutable;
using Orleans.SingleProcess.Tests.Grains;
using Orleans.SingleProcess.Tests.Simulation;

namespace Orleans.SingleProcess.Tests;

public sealed class CallCycleTests
{
    [Theory]
    [InlineData("a", "chain/a.CallAsync -> chain/a.")]
    [InlineData("b a", "chain/a.CallAsync -> chain/b.CallAsync -> chain/a.")]
    [InlineData("b c a", "chain/a.CallAsync -> chain/b.CallAsync -> chain/c.CallAsync -> chain/a.")]
    [InlineData("b c b", "chain/b.CallAsync -> chain/c.CallAsync -> chain/b.")]
    public async Task Call_BackToAGrainInTheChain_FailsAtOnceWithTheChain(string path, string chain)
    {
        await using var host = await LiveHost.StartAsync();

        var thrown = await Assert.ThrowsAsync<CallCycleException>(() => host.Grain<IChainGrain>("a").CallAsync([.. path.Split(' ')]));

        Assert.Equal($"The call would wait for itself: {chain}", thrown.Message);
        Assert.Equal("a", await host.Grain<IChainGrain>("a").CallAsync([]));
    }

    [Theory]
    [InlineData("b c d", "d")]
    [InlineData("b ~a", "a")]
    [InlineData("~b ~a ~b", "b")]
    [InlineData("b ~a c", "c")]
    public async Task Call_NotWaitingForItself_IsNotFlagged(string path, string expected)
    {
        await using var host = await LiveHost.StartAsync();

        Assert.Equal(expected, await host.Grain<IChainGrain>("a").CallAsync([.. path.Split(' ')]));
    }

    [Fact]
    public async Task Activate_ActivationCallsItself_FailsAtOnceWithTheChain()
    {
        await using var host = await LiveHost.StartAsync();

        var thrown = await Assert.ThrowsAsync<CallCycleException>(host.Grain<IEagerGrain>("e").CallAsync);

        Assert.Equal("The call would wait for itself: eager/e.OnActivateAsync -> caller/c.CallAsync -> eager/e.", thrown.Message);
    }

    [Fact]
    public async Task Call_TwoRootsCrossEachOther_NeitherHangs()
    {
        await using var host = await LiveHost.StartAsync();
        var calls = new[] { Cross(host.Grain<IChainGrain>("a"), "b"), Cross(host.Grain<IChainGrain>("b"), "a") };
        await host.Probe.At("a entered");
        await host.Probe.At("b entered");

        host.Probe.Open("gate");

        Assert.Contains(await Task.WhenAll(calls), static failed => failed);
    }

    [Fact]
    public void Call_TwoRootsCrossEachOther_OneFailsAndTheOtherEnds()
    {
        for (var seed = 0UL; seed < 100; seed++)
        {
            var probe = new Probe();
            using var host = Simulated.Host(seed, probe);
            var failed = host.Run(async () =>
            {
                var calls = new[] { Cross(host.Grains.GetGrain<IChainGrain>("a"), "b"), Cross(host.Grains.GetGrain<IChainGrain>("b"), "a") };
                await probe.At("a entered");
                await probe.At("b entered");
                probe.Open("gate");
                return await Task.WhenAll(calls);
            });

            Assert.Single(failed, static one => one);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_BackToACallerThatHasGivenUp_IsNotFlagged(bool isQueued)
    {
        await using var host = await LiveHost.StartAsync();
        var busy = Task.CompletedTask;
        if (isQueued)
        {
            busy = host.Grain<IFickleGrain>("b").CallAfterGateAsync("a", CancellationToken.None);
            await host.Probe.At("entered");
        }

        await host.Grain<IFickleGrain>("a").GiveUpOnAsync("b");

        await host.Probe.At("called back");
        await busy;
        Assert.Equal(["gave up", "a"], host.Probe.Log);
    }

    private static async Task<bool> Cross(IChainGrain from, string to)
    {
        try
        {
            await from.CallAfterAsync("gate", ImmutableList.Create(to));
            return false;
        }
        catch (CallCycleException)
        {
            return true;
        }
    }
}
