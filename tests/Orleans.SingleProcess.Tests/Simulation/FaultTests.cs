using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.SingleProcess.Simulation;
using Orleans.SingleProcess.Simulation.Faults;
using Orleans.SingleProcess.Storage;
using Orleans.SingleProcess.Tests.Grains;
using Orleans.Storage;

namespace Orleans.SingleProcess.Tests.Simulation;

public sealed class FaultTests
{
    private readonly Probe _probe = new();
    private readonly MemoryGrainStorage _storage = new();
    private readonly Attempts _activations = new();

    [Fact]
    public void Lose_EveryMessage_CallerWaitsItsTimeAndGetsATimeout()
    {
        using var host = Host(new FaultPlan { LoseRatio = 1 });

        Assert.Throws<TimeoutException>(() => host.Run(() => Ledger(host).AddAsync(1)));

        Assert.InRange((host.Now - Simulated.Start).TotalSeconds, 30, 32);
        Assert.Equal(1, host.FaultCounts.Lost);
        Assert.Equal(0, _storage.WriteCount);
    }

    [Fact]
    public void Lose_HalfOfTheMessages_SomeCallsActAndTheirCallersDoNotKnow()
    {
        using var host = Host(new FaultPlan { LoseRatio = 0.5 });
        var answered = 0;
        host.Run(async () =>
        {
            for (var count = 0; count < 40; count++)
            {
                try
                {
                    await Ledger(host).AddAsync(1);
                    answered++;
                }
                catch (TimeoutException)
                {
                }
            }
        });

        Assert.InRange(answered, 4, 18);
        Assert.True(_storage.WriteCount > answered, $"{_storage.WriteCount} written, {answered} answered");
    }

    [Fact]
    public void Delay_EveryMessage_ComesLateButBeforeTheTimeout()
    {
        using var host = Host(new FaultPlan { DelayRatio = 1, LongestDelay = TimeSpan.FromSeconds(10) });

        Assert.Equal(1, host.Run(() => Ledger(host).AddAsync(1)));

        Assert.InRange((host.Now - Simulated.Start).TotalSeconds, 0.1, 20);
        Assert.Equal(2, host.FaultCounts.Delayed);
    }

    [Fact]
    public void Double_ACall_RunsTwiceAndIsAnsweredOnce()
    {
        using var host = Host(new FaultPlan { DoubleRatio = 1 });

        Assert.Equal(1, host.Run(() => Ledger(host).AddAsync(1)));
        host.Run(() => Ledger(host).TellAsync("told"));
        host.RunUntil(Simulated.At(60));

        Assert.Equal(2, _storage.WriteCount);
        Assert.Equal(["told", "told"], _probe.Log);
        Assert.Equal(2, host.FaultCounts.Doubled);
    }

    [Fact]
    public void Crash_NowAndThen_TurnsEndAndTheNextLifeGoesOn()
    {
        using var host = Host(new FaultPlan { CrashRatio = 0.05 });
        var restarts = 0;
        host.Restarted += () => restarts++;
        var (answered, crashed) = (0, 0);
        host.Run(async () =>
        {
            for (var count = 0; count < 200; count++)
            {
                try
                {
                    await Ledger(host).AddThroughAsync("other", 1);
                    answered++;
                }
                catch (SiloUnavailableException)
                {
                    crashed++;
                }
            }
        });

        Assert.True(answered > 50 && crashed > 5, $"{answered} answered, {crashed} crashed");
        Assert.Equal(host.FaultCounts.Crashes, restarts);
        Assert.InRange(_storage.WriteCount, answered, answered + crashed);
    }

    [Fact]
    public void SecondActivation_SharesTheCallsForAWhile()
    {
        using var host = Host(new FaultPlan { SecondActivationRatio = 0.1, LongestSecondActivation = TimeSpan.FromSeconds(5) });
        var seen = new List<int>();
        host.Run(async () =>
        {
            for (var count = 0; count < 100; count++)
            {
                seen.Add(await Ledger(host).ActivationAsync());
            }
        });
        host.RunUntil(Simulated.At(10));

        Assert.Equal(2, seen.Distinct().Count());
        Assert.Equal(1, host.FaultCounts.SecondActivations);
    }

    [Fact]
    public void Write_Fails_NothingIsStored()
    {
        using var host = Host(new FaultPlan { WriteFailureRatio = 1 });

        Assert.Throws<IOException>(() => host.Run(() => Ledger(host).AddAsync(1)));

        Assert.Equal(0, _storage.WriteCount);
        Assert.Equal(1, host.FaultCounts.WriteFailures);
    }

    [Fact]
    public void Write_Conflicts_NothingIsStored()
    {
        using var host = Host(new FaultPlan { WriteConflictRatio = 1 });

        Assert.Throws<InconsistentStateException>(() => host.Run(() => Ledger(host).AddAsync(1)));

        Assert.Equal(0, _storage.WriteCount);
        Assert.Equal(1, host.FaultCounts.WriteConflicts);
    }

    [Fact]
    public void Write_SucceedsAndReportsFailure_TheNextActivationReadsIt()
    {
        using var host = Host(new FaultPlan { WriteUnknownRatio = 1, Until = Simulated.At(1) });

        Assert.Throws<IOException>(() => host.Run(() => Ledger(host).AddAsync(1)));
        host.RunUntil(Simulated.At(2));

        Assert.Equal(2, host.Run(() => Ledger(host).AddAsync(1)));
        Assert.Equal(1, host.FaultCounts.UnknownWrites);
    }

    [Fact]
    public void ClockJump_MovesTheHostsClockAndNotTheWorlds_UntilTheFaultsEnd()
    {
        var plan = new FaultPlan { ClockJumpRatio = 0.2, Until = Simulated.At(60) };
        using var host = Host(plan);
        var offsets = new List<double>();
        host.Run(async () =>
        {
            for (var count = 0; count < 50; count++)
            {
                offsets.Add((await Ledger(host).ClockAsync() - host.TimeProvider.GetUtcNow()).TotalSeconds);
            }
        });
        host.RunUntil(Simulated.At(61));

        Assert.Contains(offsets, static offset => offset > 1);
        Assert.Contains(offsets, static offset => offset < -1);
        Assert.All(offsets, offset => Assert.InRange(Math.Abs(offset), 0, plan.LongestClockJump.TotalSeconds));
        Assert.Equal(host.Now, host.Run(() => Ledger(host).ClockAsync()));
    }

    [Fact]
    public void Plan_SameSeed_SameRun()
    {
        var (hash, counts) = Trace(11);

        Assert.Equal((hash, counts), Trace(11));
        Assert.NotEqual(hash, Trace(12).Hash);
        Assert.True(counts.Lost > 0 && counts.Delayed > 0 && counts.Doubled > 0 && counts.WriteFailures > 0, $"{counts}");
    }

    [Fact]
    public void Plan_NoFaults_IsTheRunWithoutAPlan()
    {
        using var host = Host(FaultPlan.None);

        Assert.Equal(3, host.Run(async () => await Ledger(host).AddAsync(1) + await Ledger(host).AddAsync(1)));

        Assert.Equal(new FaultCounts(), host.FaultCounts);
    }

    private static ILedgerGrain Ledger(SimulatedHost host) => host.Grains.GetGrain<ILedgerGrain>("a");

    private static (ulong Hash, FaultCounts Counts) Trace(ulong seed)
    {
        var test = new FaultTests();
        using var host = test.Host(
            FaultPlan.All with { LoseRatio = 0.1, DelayRatio = 0.1, DoubleRatio = 0.1, WriteFailureRatio = 0.1, Until = Simulated.At(600) }, seed);
        for (var driver = 0; driver < 4; driver++)
        {
            var key = $"from {driver}";
            host.Start(async () =>
            {
                for (var count = 0; count < 30; count++)
                {
                    try
                    {
                        await host.Grains.GetGrain<ILedgerGrain>(key).AddThroughAsync("shared", 1);
                    }
                    catch (Exception e) when (e is TimeoutException or IOException or SiloUnavailableException or InconsistentStateException)
                    {
                        test._probe.Write(e.GetType().Name);
                    }
                }
            });
        }

        host.RunUntil(Simulated.At(900));
        return (host.TraceHash, host.FaultCounts);
    }

    private SimulatedHost Host(FaultPlan plan, ulong seed = 4) => new(
        seed,
        Simulated.Start,
        silo =>
        {
            silo.Services.AddSingleton(_probe);
            silo.Services.AddKeyedSingleton("count", _activations);
            silo.AddSimulatedGrainStorage("Default", _storage);
        },
        plan);
}
