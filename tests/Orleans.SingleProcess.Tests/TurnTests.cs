using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.SingleProcess.Tests.Grains;

namespace Orleans.SingleProcess.Tests;

public sealed class TurnTests
{
    [Fact]
    public async Task Call_HundredCallersAtOnce_OneTurnAtATime()
    {
        await using var host = await LiveHost.StartAsync();
        var grain = host.Grain<ITurnGrain>("one");

        var most = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => grain.WorkAsync(20))));

        Assert.All(most, static inside => Assert.Equal(1, inside));
    }

    [Fact]
    public async Task Call_ReadOnly_RunsBesideReadOnlyAndNotBesideNormal()
    {
        await using var host = await LiveHost.StartAsync();
        var grain = host.Grain<ITurnGrain>("key");
        var reads = new[] { grain.ReadAtAsync("a"), grain.ReadAtAsync("b") };
        await host.Probe.At("a entered");
        await host.Probe.At("b entered");
        var normal = grain.WaitAtAsync("c", CancellationToken.None);
        var lateRead = grain.ReadAtAsync("d");
        await host.Probe.At("d entered");

        host.Probe.Open("c");
        host.Probe.Open("a");
        host.Probe.Open("b");
        host.Probe.Open("d");
        await Task.WhenAll([.. reads, normal, lateRead]);

        Assert.Equal(["c enter", "c exit"], host.Probe.Log.TakeLast(2));
    }

    [Fact]
    public async Task Call_Interleaving_DoesNotBlockLaterNormalCalls()
    {
        await using var host = await LiveHost.StartAsync();
        var chain = host.Grain<IChainGrain>("a");
        var turn = host.Grain<IChainGrain>("b").CallAfterAsync("gate", []);
        await host.Probe.At("b entered");
        // Runs in "a" until "b" is free.
        var interleaving = chain.CallInterleavedAsync(["b"]);

        Assert.Equal("a", await chain.CallAsync([]));

        host.Probe.Open("gate");
        Assert.Equal("b", await interleaving);
        await turn;
    }

    [Fact]
    public async Task Call_GrainThrows_CallerGetsTheException()
    {
        await using var host = await LiveHost.StartAsync();

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.Grain<ITurnGrain>("key").FailAsync("with this message").AsTask());

        Assert.Equal("with this message", thrown.Message);
        Assert.Null(await host.Grain<ITurnGrain>("key").EchoAsync(null));
    }

    [Fact]
    public async Task Call_TokenFires_CallerIsFreeAtOnceAndWaitingCallIsNotRun()
    {
        await using var host = await LiveHost.StartAsync();
        var grain = host.Grain<ITurnGrain>("key");
        using var cancellation = new CancellationTokenSource();
        var turn = grain.WaitAtAsync("a", CancellationToken.None);
        await host.Probe.At("a entered");
        var waiting = grain.WaitAtAsync("b", cancellation.Token);

        await cancellation.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        host.Probe.Open("a");
        await turn;
        Assert.Equal("x", await grain.EchoAsync("x"));
        Assert.DoesNotContain("b enter", host.Probe.Log);
    }

    [Fact]
    public async Task Call_TokenFiresWhileTheGrainRuns_CallerIsFreeAtOnce()
    {
        await using var host = await LiveHost.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var running = host.Grain<ITurnGrain>("key").WaitAtAsync("a", cancellation.Token);
        await host.Probe.At("a entered");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        host.Probe.Open("a");
        Assert.Equal("x", await host.Grain<ITurnGrain>("key").EchoAsync("x"));
    }

    [Fact]
    public async Task Reference_SameGrain_IsEqualThroughAnyInterface()
    {
        await using var host = await LiveHost.StartAsync();
        var one = (GrainReference)(object)host.Grain<ITurnGrain>("key");
        var same = (GrainReference)(object)host.Grains.GetGrain<ITurnGrain>(GrainId.Create("turn", "key"));

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, (GrainReference)(object)host.Grain<ITurnGrain>("other"));
        Assert.Equal("key", same.GetPrimaryKeyString());
        Assert.Equal("turn/key", await same.AsReference<ITurnGrain>().PeekAsync());
    }

    [Fact]
    public async Task GetGrain_NoClassImplementsTheInterface_Throws()
    {
        await using var host = await LiveHost.StartAsync();

        Assert.Throws<ArgumentException>(() => host.Grain<IAbsentGrain>("key"));
    }

    internal interface IAbsentGrain : IGrainWithStringKey
    {
        Task NeverAsync();
    }
}
