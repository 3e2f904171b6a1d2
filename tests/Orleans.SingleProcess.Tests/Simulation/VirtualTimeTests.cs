using Orleans.Runtime;
using Orleans.SingleProcess.Tests.Grains;

namespace Orleans.SingleProcess.Tests.Simulation;

public sealed class VirtualTimeTests
{
    [Fact]
    public void Delay_OnTheVirtualClock_EndsExactlyThen()
    {
        using var host = Simulated.Host(1, new Probe());
        var duration = TimeSpan.FromDays(40) + TimeSpan.FromTicks(7);

        host.Run(() => Task.Delay(duration, host.TimeProvider));

        // Task.Delay counts in whole milliseconds.
        Assert.Equal(Simulated.Start + TimeSpan.FromDays(40), host.Now);
    }

    [Fact]
    public void RunUntil_NothingScheduled_MovesTheClock()
    {
        using var host = Simulated.Host(1, new Probe());

        host.RunUntil(Simulated.At(3));

        Assert.Equal(Simulated.At(3), host.Now);
        Assert.Equal(Simulated.At(3), host.TimeProvider.GetUtcNow());
        Assert.Throws<ArgumentOutOfRangeException>(() => host.RunUntil(Simulated.At(2)));
    }

    [Fact]
    public void Schedule_ActionsOutOfOrder_RunAtTheirTimes()
    {
        using var host = Simulated.Host(1, new Probe());
        var ran = new List<double>();
        foreach (var second in new[] { 3.5, 1, 2 })
        {
            host.Schedule(Simulated.At(second), () => ran.Add((host.Now - Simulated.Start).TotalSeconds));
        }

        host.RunUntil(Simulated.At(3));

        Assert.Equal([1, 2], ran);
        Assert.True(host.Step());
        Assert.Equal(Simulated.At(3.5), host.Now);
        Assert.False(host.Step());
    }

    [Fact]
    public void Timer_TicksTakeTime_NextIsAPeriodAfterTheEnd()
    {
        var probe = new Probe();
        using var host = Simulated.Host(1, probe);
        host.Run(() => host.Grains.GetGrain<ITimerGrain>("a").StartAsync(
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)), TimeSpan.FromSeconds(3)));

        host.RunUntil(Simulated.At(40));

        Assert.Equal(["tick at 10", "tick at 23", "tick at 36"], probe.Log);
    }

    [Fact]
    public void Timer_ChangedThenStopped_TicksAtTheNewTimesOnly()
    {
        var probe = new Probe();
        using var host = Simulated.Host(1, probe);
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        host.Run(() => grain.StartAsync(new GrainTimerCreationOptions(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)), TimeSpan.Zero));
        host.RunUntil(Simulated.At(11));

        host.Run(() => grain.ChangeAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)));
        host.RunUntil(Simulated.At(14.5));
        host.Run(grain.StopAsync);
        host.RunUntil(Simulated.At(100));

        Assert.Equal(["tick at 10", "tick at 13", "tick at 14"], probe.Log);
    }

    [Fact]
    public void Timer_CallsAndTicksFallTogether_NeverOverlap()
    {
        for (var seed = 0UL; seed < 200; seed++)
        {
            var probe = new Probe();
            using var host = Simulated.Host(seed, probe);
            var grain = host.Grains.GetGrain<ITimerGrain>("a");
            var second = TimeSpan.FromSeconds(1);
            host.Run(() => grain.StartAsync(new GrainTimerCreationOptions(second, second), second));
            for (var count = 0; count < 20; count++)
            {
                host.Schedule(Simulated.At(count), () => _ = grain.LastAsync(TimeSpan.FromMilliseconds(700)));
            }

            host.RunUntil(Simulated.At(40));

            Assert.DoesNotContain("overlap", probe.Log);
            Assert.True(probe.Log.Count >= 5, $"Seed {seed}: {probe.Log.Count} ticks.");
        }
    }
}
