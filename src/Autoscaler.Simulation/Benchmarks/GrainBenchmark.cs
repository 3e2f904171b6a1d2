using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Autoscaler.Simulation.Benchmarks;

/// <summary>What a grain call costs on the live scheduler.</summary>
/// <param name="CallsPerSecond">Median over the rounds: 100 callers, 10,000 grains, one call at a time each.</param>
/// <param name="CallsPerSecondOfRounds">Each round.</param>
/// <param name="BytesPerCall">Bytes allocated for a call, the caller's loop included.</param>
/// <param name="BytesPerIdleActivation">Heap for one activation that stands by.</param>
/// <param name="Processors">Processors that the process may use.</param>
public sealed record GrainBenchmarkReport(
    double CallsPerSecond, ImmutableArray<double> CallsPerSecondOfRounds, double BytesPerCall, ActivationBytes BytesPerIdleActivation, int Processors);

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
    private const int IdleActivations = 100_000;

    /// <summary>Runs it; a minute at the most.</summary>
    public static async Task<GrainBenchmarkReport> RunAsync(Action<double> progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(clock);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(static silo => silo.AddMemoryGrainStorageAsDefault());
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        var targets = Enumerable.Range(0, Grains).Select(i => factory.GetGrain<IHitGrain>(i.ToString(CultureInfo.InvariantCulture))).ToArray();

        // Twice to warm up: the second time the tiered compiler has seen it all.
        await CallAllAsync(targets);
        await CallAllAsync(targets);
        var rates = new double[Rounds];
        var bytes = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
            var startedAt = clock.GetTimestamp();
            await CallAllAsync(targets);
            rates[round] = Callers * CallsPerCaller / clock.GetElapsedTime(startedAt).TotalSeconds;
            bytes = (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / (double)(Callers * CallsPerCaller);
            progress((round + 1.0) / (Rounds + 2));
        }

        var plain = await MeasureAsync(i => factory.GetGrain<IHitGrain>($"idle-{i}").HitAsync(1));
        progress((Rounds + 1.0) / (Rounds + 2));
        var keeping = await MeasureAsync(i => factory.GetGrain<IKeepingGrain>($"idle-{i}").HitAsync(1));
        await host.StopAsync(cancellationToken);
        return new GrainBenchmarkReport(rates.Order().ElementAt(Rounds / 2), [.. rates], bytes, new ActivationBytes(plain, keeping), Environment.ProcessorCount);
    }

    private static Task CallAllAsync(IHitGrain[] targets)
    {
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(CallAsync));

        async Task CallAsync(int caller)
        {
            await Task.Yield();
            var next = caller;
            for (var call = 0; call < CallsPerCaller; call++)
            {
                await targets[next].HitAsync(call).ConfigureAwait(false);
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
}
