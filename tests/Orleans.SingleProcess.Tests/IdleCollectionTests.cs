using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.SingleProcess.Simulation;
using Orleans.SingleProcess.Tests.Grains;
using Orleans.SingleProcess.Tests.Simulation;

namespace Orleans.SingleProcess.Tests;

public sealed class IdleCollectionTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(5);

    [Fact]
    public void Activation_Unused_IsGivenUpAfterItsAge()
    {
        var probe = new Probe();
        using var host = Host(probe);
        host.Run(() => host.Grains.GetGrain<ITurnGrain>("a").PeekAsync().AsTask());

        host.RunUntil(Simulated.Start + Age - TimeSpan.FromSeconds(1));
        Assert.Equal(["activate"], probe.Log);
        host.RunUntil(Simulated.Start + Age + TimeSpan.FromMinutes(2));

        Assert.Equal(["activate", "deactivate ActivationIdle"], probe.Log);
        host.Run(() => host.Grains.GetGrain<ITurnGrain>("a").PeekAsync().AsTask());
        Assert.Equal("activate", probe.Log[^1]);
    }

    [Fact]
    public void Activation_Called_Stays()
    {
        var probe = new Probe();
        using var host = Host(probe);
        for (var minute = 0; minute < 20; minute += 4)
        {
            host.RunUntil(Simulated.Start.AddMinutes(minute));
            host.Run(() => host.Grains.GetGrain<ITurnGrain>("a").PeekAsync().AsTask());
        }

        Assert.Equal(["activate"], probe.Log);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Activation_TimerTicks_StaysOnlyIfTheTimerKeepsItAlive(bool keepsAlive, bool isGivenUp)
    {
        var probe = new Probe();
        using var host = Host(probe);
        var timer = new GrainTimerCreationOptions(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)) { KeepAlive = keepsAlive };
        host.Run(() => host.Grains.GetGrain<ITimerGrain>("a").StartAsync(timer, TimeSpan.Zero));

        host.RunUntil(Simulated.Start.AddMinutes(30));

        Assert.Equal(isGivenUp ? 6 : 30, probe.Log.Count(static line => line.StartsWith("tick", StringComparison.Ordinal)), 1.0);
    }

    [Fact]
    public void Activation_TurnRuns_Stays()
    {
        var probe = new Probe();
        using var host = Host(probe);
        var turn = host.Start(() => host.Grains.GetGrain<IWildGrain>("a").SleepAsync(TimeSpan.FromMinutes(20)));

        host.RunUntil(Simulated.Start.AddMinutes(21));

        // Its caller has long given up.
        Assert.IsType<TimeoutException>(turn.Exception?.InnerException);
        Assert.Equal(["resumed", "finally"], probe.Log);
    }

    [Fact]
    public void Run_OnlyIdleActivationsAreLeft_Ends()
    {
        using var host = Host(new Probe());
        host.Run(() => host.Grains.GetGrain<ITurnGrain>("a").PeekAsync().AsTask());

        while (host.Step())
        {
            Assert.True(host.Now < Simulated.Start.AddHours(1));
        }
    }

    private static SimulatedHost Host(Probe probe) => Simulated.Host(
        3, probe, static silo => silo.Configure<GrainCollectionOptions>(static options => options.CollectionAge = Age));
}
