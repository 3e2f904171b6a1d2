using Orleans.Runtime;
using Orleans.SingleProcess.Simulation;
using Orleans.SingleProcess.Tests.Grains;

namespace Orleans.SingleProcess.Tests.Simulation;

public sealed class DeterminismTests
{
    private const int Seeds = 1000;

    [Fact]
    public void Run_ThousandSeedsTwice_SameSeedSameTraceAndOthersDiffer()
    {
        var traces = new Dictionary<ulong, ulong>();
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var first = Trace(seed);
            Assert.Equal(first, Trace(seed));
            traces.TryAdd(first.Hash, seed);
        }

        Assert.True(traces.Count > Seeds * 99 / 100, $"{traces.Count} of {Seeds} traces differ.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_SeedSeven_HasTheTraceOfEveryOtherProcess(bool isStrict)
    {
        // Passing messages through bytes changes nothing. Changes when the scheduler, or a name in the scenario, does. It must not change from one process to the next.
        Assert.Equal("dabfa440d2baee28", Trace(7, isStrict).Hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Run_CallsToManyGrainsTimeOutAtOnce_HasTheTraceOfEveryOtherProcess()
    {
        // The order in which a dictionary lists its items depends on how many processors there are.
        using var host = Simulated.Host(7, new Probe());
        for (var index = 0; index < 60; index++)
        {
            var key = $"p{index}";
            host.Start(() => Assert.ThrowsAsync<TimeoutException>(() => host.Grains.GetGrain<IPatientGrain>(key).WaitLongAsync("never")));
        }

        host.RunUntil(Simulated.At(40));

        Assert.Equal("4ebe11bb76de540a", host.TraceHash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Five grains whose ticks fall on the same instants and call two shared ones, callers from outside, and half of the time a crash.</summary>
    private static (ulong Hash, long Events) Trace(ulong seed, bool isStrict = true)
    {
        var probe = new Probe();
        using var host = Simulated.Host(seed, probe, silo => silo.UseStrictMode(isStrict));
        for (var index = 0; index < 5; index++)
        {
            var key = $"t{index}";
            host.Run(() => host.Grains.GetGrain<ITimerGrain>(key).StartAsync(
                new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), TimeSpan.FromMilliseconds(index * 500)));
        }

        if (seed % 2 == 1)
        {
            host.Schedule(Simulated.At(4), host.CrashAndRestart);
        }

        for (var index = 0; index < 5; index++)
        {
            host.Start(() => CallAsync(host, $"c{index % 2}"));
        }

        host.RunUntil(Simulated.At(10));
        return (host.TraceHash, host.EventCount);
    }

    private static async Task CallAsync(SimulatedHost host, string key)
    {
        for (var count = 0; count < 5; count++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), host.TimeProvider);
            try
            {
                await host.Grains.GetGrain<ICounterGrain>(key).AddAsync(1);
                await host.Grains.GetGrain<IChainGrain>(key).CallAsync(["x", "y"]);
            }
            catch (SiloUnavailableException)
            {
                // The crash; the next call finds the next life.
            }
        }
    }
}
