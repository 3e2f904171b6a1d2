using System.Globalization;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Demand;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.SingleProcess;
using Orleans.SingleProcess.Serialization;
using Orleans.SingleProcess.Simulation;

namespace Autoscaler.Simulation.Benchmarks;

/// <summary>What a grain call costs on the live scheduler.</summary>
/// <param name="CallsPerSecond">Median over the rounds: 100 callers, 10,000 grains, one call at a time each.</param>
/// <param name="CallsPerSecondOfRounds">Each round.</param>
/// <param name="BytesPerCall">Bytes allocated for a call, the caller's loop included.</param>
/// <param name="Strict">The same with strict mode on: what tests and simulations pay to pass messages as a cluster would.</param>
/// <param name="SimulatedEventsPerSecond">Events of the simulated scheduler, strict mode off: the same calls on one thread in virtual time.</param>
/// <param name="BytesPerIdleActivation">Heap for one activation that stands by.</param>
/// <param name="Processors">Processors that the process may use.</param>
public sealed record GrainBenchmarkReport(
    double CallsPerSecond,
    ImmutableArray<double> CallsPerSecondOfRounds,
    double BytesPerCall,
    StrictModeCost Strict,
    double SimulatedEventsPerSecond,
    ActivationBytes BytesPerIdleActivation,
    int Processors);

/// <summary>What strict mode costs.</summary>
/// <param name="CallsPerSecond">As without it.</param>
/// <param name="BytesPerCall">As without it.</param>
/// <param name="MicrosecondsPerTickCopy">One copy, through bytes, of the message that ticks an endpoint of one component.</param>
/// <param name="BytesPerTickCopy">Bytes allocated for that copy.</param>
public sealed record StrictModeCost(double CallsPerSecond, double BytesPerCall, double MicrosecondsPerTickCopy, double BytesPerTickCopy);

/// <summary>Heap bytes an activation, directory entry and key included.</summary>
/// <param name="Plain">Without state.</param>
/// <param name="WithStateAndTimer">With read state and a registered timer.</param>
public sealed record ActivationBytes(double Plain, double WithStateAndTimer);

/// <summary>Measures grain calls.</summary>
public static class GrainBenchmark
{
    private const int Callers = 100;
    private const int Grains = 10_000;
    private const int CallsPerCaller = 50_000;
    private const int Rounds = 5;
    private const int StrictRounds = 3;
    private const int Copies = 200_000;
    private const int SimulatedCallsPerCaller = 10_000;
    private const int IdleActivations = 100_000;

    /// <summary>Runs it; a minute at the most.</summary>
    public static async Task<GrainBenchmarkReport> RunAsync(Action<double> progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(clock);
        var plain = await MeasureCallsAsync(isStrict: false, Rounds, done => progress(done * 0.5), clock, cancellationToken);
        var strict = await MeasureCallsAsync(isStrict: true, StrictRounds, done => progress(0.5 + (done * 0.25)), clock, cancellationToken);
        var (microseconds, bytes) = MeasureCopy(clock);
        var events = MeasureSimulated(clock);
        using var host = await StartAsync(isStrict: false, cancellationToken);
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        var bytesPlain = await MeasureAsync(i => factory.GetGrain<IHitGrain>($"idle-{i}").HitAsync(1));
        progress(0.9);
        var bytesKeeping = await MeasureAsync(i => factory.GetGrain<IKeepingGrain>($"idle-{i}").HitAsync(1));
        await host.StopAsync(cancellationToken);
        return new GrainBenchmarkReport(
            plain.Median,
            plain.Rates,
            plain.BytesPerCall,
            new StrictModeCost(strict.Median, strict.BytesPerCall, microseconds, bytes),
            events,
            new ActivationBytes(bytesPlain, bytesKeeping),
            Environment.ProcessorCount);
    }

    private static async Task<IHost> StartAsync(bool isStrict, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo.AddMemoryGrainStorageAsDefault().UseStrictMode(isStrict));
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }

    private static async Task<CallRounds> MeasureCallsAsync(
        bool isStrict, int rounds, Action<double> progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var host = await StartAsync(isStrict, cancellationToken);
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        var targets = Enumerable.Range(0, Grains).Select(i => factory.GetGrain<IHitGrain>(i.ToString(CultureInfo.InvariantCulture))).ToArray();

        // Twice to warm up: the second time the tiered compiler has seen it all.
        await CallAllAsync(targets);
        await CallAllAsync(targets);
        var rates = new double[rounds];
        var bytes = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
            var startedAt = clock.GetTimestamp();
            await CallAllAsync(targets);
            rates[round] = Callers * CallsPerCaller / clock.GetElapsedTime(startedAt).TotalSeconds;
            bytes = (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / (double)(Callers * CallsPerCaller);
            progress((round + 1.0) / rounds);
        }

        await host.StopAsync(cancellationToken);
        return new CallRounds([.. rates], bytes);
    }

    private static double MeasureSimulated(TimeProvider clock)
    {
        using var host = new SimulatedHost(1, clock.GetUtcNow(), static silo => silo.AddMemoryGrainStorageAsDefault().UseStrictMode(false));
        var targets = Enumerable.Range(0, Grains).Select(i => host.Grains.GetGrain<IHitGrain>(i.ToString(CultureInfo.InvariantCulture))).ToArray();
        var rate = 0.0;

        // The first round is the compiler's.
        for (var round = 0; round < 2; round++)
        {
            var eventsBefore = host.EventCount;
            var startedAt = clock.GetTimestamp();
            host.Run(() => CallAllAsync(targets, SimulatedCallsPerCaller, continueOnCapturedContext: true));
            rate = (host.EventCount - eventsBefore) / clock.GetElapsedTime(startedAt).TotalSeconds;
        }

        return rate;
    }

    private static (double Microseconds, double Bytes) MeasureCopy(TimeProvider clock)
    {
        var serializer = new MessageSerializer();
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var tick = new EndpointTick
        {
            At = at,
            Period = TimeSpan.FromSeconds(10),
            Demand = [new ComponentDemand(new ComponentName("chat"), [new DemandSample(at, 7.25, 1.1)])],
            Capacity = CapacitySnapshot.Empty,
        };
        var (microseconds, bytes) = (0.0, 0.0);

        // The first round is the compiler's.
        for (var round = 0; round < 2; round++)
        {
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var startedAt = clock.GetTimestamp();
            for (var count = 0; count < Copies; count++)
            {
                tick = serializer.Copy(tick);
            }

            microseconds = clock.GetElapsedTime(startedAt).TotalMicroseconds / Copies;
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / (double)Copies;
        }

        return (microseconds, bytes);
    }

    private static Task CallAllAsync(IHitGrain[] targets, int callsPerCaller = CallsPerCaller, bool continueOnCapturedContext = false)
    {
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(CallAsync));

        async Task CallAsync(int caller)
        {
            await Task.Yield();
            var next = caller;
            for (var call = 0; call < callsPerCaller; call++)
            {
                await targets[next].HitAsync(call).ConfigureAwait(continueOnCapturedContext);
                next = (next + Callers + 1) % targets.Length;
            }
        }
    }

    private static async Task<double> MeasureAsync(Func<int, Task<long>> activate)
    {
        var before = Heap.Bytes();
        for (var i = 0; i < IdleActivations; i++)
        {
            await activate(i);
        }

        return (Heap.Bytes() - before) / (double)IdleActivations;
    }

    private sealed record CallRounds(ImmutableArray<double> Rates, double BytesPerCall)
    {
        public double Median => Rates.Order().ElementAt(Rates.Length / 2);
    }
}
