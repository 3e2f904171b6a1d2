using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.SingleProcess.Tests.Grains;

namespace Orleans.SingleProcess.Tests;

public sealed class ResponseTimeoutTests
{
    [Fact]
    public async Task Call_TurnTakesTooLong_CallerIsFreeAndTheTurnGoesOn()
    {
        var (host, clock) = await StartAsync();
        await using var hosted = host;
        var call = host.Grain<IPatientGrain>("key").WaitAtAsync("gate");
        await host.Probe.At("gate entered");

        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2.1));

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains("patient/key.WaitAtAsync had no response within 00:00:05", thrown.Message, StringComparison.Ordinal);
        host.Probe.Open("gate");
        await host.Probe.At("gate left");
        await host.Grain<IPatientGrain>("key").PeekAsync();
    }

    [Fact]
    public async Task Call_WaitsTooLongInTheQueue_IsNeverRun()
    {
        var (host, clock) = await StartAsync();
        await using var hosted = host;
        var grain = host.Grain<IPatientGrain>("key");
        var running = grain.WaitLongAsync("a");
        await host.Probe.At("a entered");
        var waiting = grain.WaitAtAsync("b");
        await grain.PeekAsync();

        clock.Advance(TimeSpan.FromSeconds(7));

        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        host.Probe.Open("a");
        await running;
        host.Probe.Open("c");
        await grain.WaitLongAsync("c");
        Assert.Equal(["a enter", "a exit", "c enter", "c exit"], host.Probe.Log);
    }

    [Fact]
    public async Task Call_TimesOut_TokenOfTheMethodFires()
    {
        var (host, clock) = await StartAsync();
        await using var hosted = host;
        var call = host.Grain<IPatientGrain>("key").WaitForTokenAsync(CancellationToken.None);
        await host.Probe.At("waiting");

        clock.Advance(TimeSpan.FromSeconds(32));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        await host.Probe.At("fired");
        Assert.Equal(["fired in patient/key"], host.Probe.Log);
    }

    [Fact]
    public async Task Call_TokenFires_CallerIsFreeAtOnceAndTheTokenFlowsOn()
    {
        var (host, _) = await StartAsync();
        await using var hosted = host;
        using var cancellation = new CancellationTokenSource();
        var call = host.Grain<IPatientGrain>("a").CallAsync("b", cancellation.Token);
        await host.Probe.At("waiting");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await host.Probe.At("fired");
        Assert.Equal(["fired in patient/b"], host.Probe.Log);
    }

    [Fact]
    public async Task Call_TimeoutIsInfinite_NeverTimesOut()
    {
        var (host, clock) = await StartAsync(Timeout.InfiniteTimeSpan);
        await using var hosted = host;
        var call = host.Grain<IPatientGrain>("key").WaitLongAsync("gate");
        await host.Probe.At("gate entered");

        clock.Advance(TimeSpan.FromDays(1));

        Assert.False(call.IsCompleted);
        host.Probe.Open("gate");
        await call;
    }

    private static async Task<(LiveHost Host, ManualTimeProvider Clock)> StartAsync(TimeSpan? timeout = null)
    {
        var clock = new ManualTimeProvider();
        var host = await LiveHost.StartAsync(silo =>
        {
            silo.Services.AddSingleton<TimeProvider>(clock);
            if (timeout is { } given)
            {
                silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = given);
            }
        });
        return (host, clock);
    }
}
