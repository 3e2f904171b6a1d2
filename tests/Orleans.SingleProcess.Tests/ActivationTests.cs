using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.SingleProcess.Tests.Grains;
using Orleans.SingleProcess.Tests.Simulation;

namespace Orleans.SingleProcess.Tests;

public sealed class ActivationTests
{
    [Fact]
    public async Task Activate_FirstTimeThrows_CallersSeeItAndTheNextCallTriesAgain()
    {
        await using var host = await LiveHost.StartAsync(static silo => silo.Services.AddSingleton<Attempts>());
        var grain = host.Grain<IFragileGrain>("key");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(grain.AttemptsAsync);

        Assert.Equal("The first activation fails.", thrown.Message);
        Assert.Equal(2, await grain.AttemptsAsync());
    }

    [Fact]
    public async Task Activate_ServiceIsMissing_CallerSeesIt()
    {
        await using var host = await LiveHost.StartAsync();

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(host.Grain<IFragileGrain>("key").AttemptsAsync);

        Assert.Contains(nameof(Attempts), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeactivateOnIdle_CallsWait_NextActivationTakesThem()
    {
        await using var host = await LiveHost.StartAsync();
        var grain = host.Grain<ITurnGrain>("key");
        var turn = grain.WaitAtAsync("gate", CancellationToken.None);
        await host.Probe.At("gate entered");
        var end = grain.EndAsync();
        var last = grain.EchoAsync("after");

        host.Probe.Open("gate");
        await Task.WhenAll(turn, end, last);

        Assert.Equal(["activate", "gate enter", "gate exit", "deactivate ApplicationRequested", "activate"], host.Probe.Log);
    }

    [Fact]
    public void DeactivateOnIdle_InEachActivation_CallIsRefused()
    {
        using var host = Simulated.Host(1, new Probe());

        var thrown = Assert.Throws<OrleansMessageRejectionException>(() => host.Run(host.Grains.GetGrain<IShyGrain>("key").CallAsync));

        Assert.Equal("The call shy/key.CallAsync was refused: 100 activations ended before they took it.", thrown.Message);
    }

    [Fact]
    public async Task Stop_TurnRuns_WaitsForItThenDeactivates()
    {
        var host = await LiveHost.StartAsync();
        var turn = host.Grain<ITurnGrain>("key").WaitAtAsync("gate", CancellationToken.None);
        await host.Probe.At("gate entered");

        var stop = host.StopAsync(CancellationToken.None);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => host.Grain<ITurnGrain>("other").EchoAsync("x"));
        Assert.False(stop.IsCompleted);
        host.Probe.Open("gate");
        await turn;
        await stop;

        Assert.Equal(["activate", "gate enter", "gate exit", "deactivate ShuttingDown"], host.Probe.Log);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Stop_TurnDoesNotEnd_GivesUpAtTheDeadline()
    {
        var host = await LiveHost.StartAsync();
        var turn = host.Grain<ITurnGrain>("key").WaitAtAsync("gate", CancellationToken.None);
        await host.Probe.At("gate entered");

        await host.StopAsync(new CancellationToken(canceled: true));

        Assert.False(turn.IsCompleted);
        Assert.DoesNotContain("deactivate ShuttingDown", host.Probe.Log);
        await host.DisposeAsync();
    }
}
