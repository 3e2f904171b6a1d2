using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.SingleProcess.Tests.Grains;

namespace Orleans.SingleProcess.Tests;

public sealed class GrainTimerTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Tick_TurnRuns_WaitsForItsEnd()
    {
        var clock = new ManualTimeProvider();
        await using var host = await LiveHost.StartAsync(silo => silo.Services.AddSingleton<TimeProvider>(clock));
        var grain = host.Grain<ITimerGrain>("key");
        await grain.StartAsync(new GrainTimerCreationOptions(TenSeconds, Timeout.InfiniteTimeSpan), TimeSpan.Zero);
        var turn = grain.WaitAtAsync("gate");
        await host.Probe.At("gate entered");

        clock.Advance(TenSeconds + TenSeconds);
        // Queued after the tick, answered while the turn runs: a tick that could run would have run.
        await grain.PeekAsync();
        host.Probe.Open("gate");
        await turn;
        await host.Probe.At("ticked");

        Assert.Equal(["gate exit", "tick at 20"], host.Probe.Log);
    }

    [Fact]
    public async Task Tick_Interleaving_RunsBesideATurn()
    {
        var clock = new ManualTimeProvider();
        await using var host = await LiveHost.StartAsync(silo => silo.Services.AddSingleton<TimeProvider>(clock));
        var grain = host.Grain<ITimerGrain>("key");
        await grain.StartAsync(new GrainTimerCreationOptions(TenSeconds, TenSeconds) { Interleave = true }, TimeSpan.Zero);
        var turn = grain.WaitAtAsync("gate");
        await host.Probe.At("gate entered");

        clock.Advance(TenSeconds + TimeSpan.FromSeconds(1));
        await host.Probe.At("ticked");
        host.Probe.Open("gate");
        await turn;

        Assert.Equal("gate exit", host.Probe.Log[^1]);
    }

    [Fact]
    public async Task Tick_OnTheWheel_IsNeverEarlyAndAtMostTwoSlotsLate()
    {
        var clock = new ManualTimeProvider();
        await using var host = await LiveHost.StartAsync(silo => silo.Services.AddSingleton<TimeProvider>(clock));
        var grain = host.Grain<ITimerGrain>("key");
        // Longer than one revolution of the wheel.
        var due = TimeSpan.FromMinutes(7) + TimeSpan.FromMilliseconds(3);
        await grain.StartAsync(new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan), TimeSpan.Zero);

        clock.Advance(due - TimeSpan.FromMilliseconds(1));
        await grain.PeekAsync();
        Assert.Empty(host.Probe.Log);

        clock.Advance(TimeSpan.FromMilliseconds(51));
        await host.Probe.At("ticked");
    }

    [Theory]
    [InlineData(-2, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -5)]
    public async Task Register_TimesOutOfRange_Throws(int dueSeconds, int periodSeconds)
    {
        await using var host = await LiveHost.StartAsync();
        var options = new GrainTimerCreationOptions(TimeSpan.FromSeconds(dueSeconds), TimeSpan.FromSeconds(periodSeconds));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Grain<ITimerGrain>("key").StartAsync(options, TimeSpan.Zero));
    }
}
