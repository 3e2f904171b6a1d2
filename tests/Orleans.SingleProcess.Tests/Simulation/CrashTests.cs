using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.SingleProcess.Storage;
using Orleans.SingleProcess.Tests.Grains;

namespace Orleans.SingleProcess.Tests.Simulation;

public sealed class CrashTests
{
    [Fact]
    public void Crash_TurnsWait_NoneResumesAndCallersLearnOfIt()
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            var probe = new Probe();
            using var host = Simulated.Host(seed, probe);
            var calls = Enumerable.Range(0, 20)
                .Select(index => host.Start(() => host.Grains.GetGrain<IWildGrain>($"g{index}").SleepAsync(TimeSpan.FromSeconds(index))))
                .ToList();
            host.Schedule(Simulated.At(9.5), host.CrashAndRestart);

            host.RunUntil(Simulated.At(100));

            Assert.Equal(20, probe.Log.Count);
            Assert.Equal(10, calls.Count(static call => call.IsCompletedSuccessfully));
            Assert.All(calls.Skip(10), static call => Assert.IsType<SiloUnavailableException>(call.Exception?.InnerException));
        }
    }

    [Fact]
    public void Crash_StorageInstanceIsPassedIn_StateIsKeptAndActivationsAreLost()
    {
        var storage = new MemoryGrainStorage();
        using var host = Simulated.Host(3, new Probe(), silo => silo.Services.AddGrainStorage("Default", (_, _) => storage));
        var grain = host.Grains.GetGrain<ICounterGrain>("a");
        host.Run(() => grain.AddAsync(2));

        host.CrashAndRestart();

        Assert.Equal(5, host.Run(() => grain.AddAsync(3)));
        Assert.Equal(2, storage.WriteCount);
        Assert.Equal(2, storage.ReadCount);
    }

    [Fact]
    public void Crash_CallIsCancelledAsWell_CallerIsAnsweredOnce()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            using var host = Simulated.Host(seed, new Probe());
            using var cancellation = new CancellationTokenSource();
            var call = host.Start(() => host.Grains.GetGrain<ITurnGrain>("a").WaitAtAsync("never", cancellation.Token));
            host.Schedule(Simulated.At(1), host.CrashAndRestart);
            host.Schedule(Simulated.At(1), cancellation.Cancel);

            host.RunUntil(Simulated.At(2));

            Assert.True(call.Exception?.InnerException is SiloUnavailableException or OperationCanceledException, $"Seed {seed}: {call.Status}.");
        }
    }

    [Fact]
    public void Crash_GrainTimerIsArmed_DoesNotTickAgain()
    {
        var probe = new Probe();
        using var host = Simulated.Host(3, probe);
        host.Run(() => host.Grains.GetGrain<ITimerGrain>("a").StartAsync(
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), TimeSpan.Zero));
        host.RunUntil(Simulated.At(3));

        host.CrashAndRestart();
        host.RunUntil(Simulated.At(10));

        Assert.Equal(3, probe.Log.Count);
    }

    [Fact]
    public void Crash_TimerOfTheWorld_GoesOn()
    {
        using var host = Simulated.Host(3, new Probe());
        var delay = host.Start(() => Task.Delay(TimeSpan.FromSeconds(5), host.TimeProvider));
        host.RunUntil(Simulated.At(1));

        host.CrashAndRestart();
        host.RunToCompletion(delay);

        Assert.Equal(Simulated.At(5), host.Now);
    }
}
