using System.Globalization;
using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Registries;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;
using Autoscaler.Cloud.Weights;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains;
using Autoscaler.Grains.Journal;
using Autoscaler.Simulation.Inputs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.SingleProcess.Storage;

namespace Autoscaler.Simulation.Benchmarks;

/// <summary>What ticks and decisions cost.</summary>
/// <param name="Endpoints">Endpoints ticked, each with one component, and one copy on one instance: the least that serves.</param>
/// <param name="TicksPerSecond">Median over the rounds: ticks through the endpoint grains on the live scheduler, a new sample each; nearly all are holds.</param>
/// <param name="TicksPerSecondOfRounds">Each round.</param>
/// <param name="WritesPerTick">Storage writes of every kind ÷ ticks, in the measured rounds.</param>
/// <param name="BytesPerTick">Bytes allocated for a tick, the sample's message included.</param>
/// <param name="MicrosecondsPerDecision">One decision, without grains.</param>
/// <param name="BytesPerQuietEndpoint">Heap for one endpoint with full windows: its grain, its slot's, its cache's, and what they store in memory.</param>
/// <param name="Processors">Processors that the process may use.</param>
public sealed record TickBenchmarkReport(
    int Endpoints,
    double TicksPerSecond,
    ImmutableArray<double> TicksPerSecondOfRounds,
    double WritesPerTick,
    double BytesPerTick,
    DecisionMicroseconds MicrosecondsPerDecision,
    double BytesPerQuietEndpoint,
    int Processors);

/// <summary>Ticks many quiet endpoints through their grains.</summary>
public static class TickBenchmark
{
    private const int Rounds = 5;
    private const int TicksPerRound = 10;
    private const int WindowTicks = 40;
    private const int Workers = 64;
    private const double QuietConcurrency = 7;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SetupLimit = TimeSpan.FromMinutes(5);

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">The endpoints did not get their copies.</exception>
    public static async Task<TickBenchmarkReport> RunAsync(int endpoints, Action<double> progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(clock);
        var storage = new MemoryGrainStorage();
        using var host = Build(storage, clock);
        await host.StartAsync(cancellationToken);
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        var heapBefore = Heap.Bytes();
        var targets = new IEndpointGrain[endpoints];
        var tickAt = clock.GetUtcNow();
        await ForEachAsync(endpoints, async i => targets[i] = await PutAsync(factory, i, cancellationToken));
        progress(0.1);
        tickAt = await SettleAsync(targets, tickAt, clock, cancellationToken);
        for (var tick = 0; tick < WindowTicks; tick++)
        {
            tickAt = await TickAllAsync(targets, tickAt, cancellationToken);
            progress(0.1 + (0.4 * tick / WindowTicks));
        }

        var bytesPerEndpoint = (Heap.Bytes() - heapBefore) / (double)endpoints;
        var rates = new double[Rounds];
        var writesBefore = storage.WriteCount;
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        for (var round = 0; round < Rounds; round++)
        {
            var startedAt = clock.GetTimestamp();
            for (var tick = 0; tick < TicksPerRound; tick++)
            {
                tickAt = await TickAllAsync(targets, tickAt, cancellationToken);
            }

            rates[round] = endpoints * TicksPerRound / clock.GetElapsedTime(startedAt).TotalSeconds;
            progress(0.5 + (0.4 * (round + 1) / Rounds));
        }

        var ticks = (double)endpoints * Rounds * TicksPerRound;
        var writesPerTick = (storage.WriteCount - writesBefore) / ticks;
        var bytesPerTick = (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / ticks;
        await host.StopAsync(cancellationToken);
        return new TickBenchmarkReport(
            endpoints, rates.Order().ElementAt(Rounds / 2), [.. rates], writesPerTick, bytesPerTick, DecisionBenchmark.Run(clock), bytesPerEndpoint, Environment.ProcessorCount);
    }

    private static IHost Build(MemoryGrainStorage storage, TimeProvider clock)
    {
        var cloud = new InstantCloud(clock);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IFleetJournal, NoJournal>();
        builder.Services.AddSingleton<IInstanceCloud>(cloud);
        builder.Services.AddSingleton<ICopyHost>(cloud);
        builder.Services.AddSingleton<ISnapshotStore>(cloud);
        builder.Services.AddSingleton<IImageRegistry>(cloud);
        builder.Services.AddSingleton<IWeightStore>(cloud);
        builder.Services.AddSingleton<IKeyVault>(cloud);
        builder.Services.AddSingleton<ITaggedResources>(cloud);
        builder.Services.AddSingleton<IMetricSource>(cloud);
        builder.Services.AddSingleton<IPriceList>(cloud);

        // The benchmark ticks; its feed stays out of the way, and slots look only at what is under way.
        builder.Services.AddAutoscalerGrains(static options =>
        {
            options.TickPeriod = TimeSpan.FromMinutes(5);
            options.WorkPeriod = TimeSpan.FromSeconds(0.1);
            options.ProbePeriod = TimeSpan.FromMinutes(10);
            options.FeedCount = 1000;
        });
        builder.UseOrleans(silo =>
        {
            silo.Services.AddGrainStorage("Default", (_, _) => storage);
            silo.UseInMemoryReminderService();
        });
        return builder.Build();
    }

    private static async Task<IEndpointGrain> PutAsync(IGrainFactory factory, int number, CancellationToken cancellationToken)
    {
        var id = new EndpointId(new TenantId(string.Create(CultureInfo.InvariantCulture, $"tenant-{number % 100}")), string.Create(CultureInfo.InvariantCulture, $"endpoint-{number}"));
        var sample = DefaultEndpoint.For(SampleTrace.Generate(1));
        var spec = sample with { Id = id, Cache = new CachePolicy { Mechanism = StartupMechanism.Sagemaker } };
        var endpoint = factory.GetGrain<IEndpointGrain>(id.ToString());
        var put = await endpoint.PutAsync(spec, cancellationToken);
        return put.Accepted ? endpoint : throw new InvalidOperationException(string.Join("; ", put.Errors));
    }

    private static async Task<DateTimeOffset> SettleAsync(IEndpointGrain[] targets, DateTimeOffset tickAt, TimeProvider clock, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        while (true)
        {
            tickAt = await TickAllAsync(targets, tickAt, cancellationToken);
            var ready = 0;
            foreach (var target in targets)
            {
                ready += (await target.GetViewAsync(cancellationToken)).Components[0].Latest is { Ready: 1 } ? 1 : 0;
            }

            if (ready == targets.Length)
            {
                return tickAt;
            }

            if (clock.GetElapsedTime(startedAt) > SetupLimit)
            {
                throw new InvalidOperationException($"After {SetupLimit.TotalMinutes:0} min {ready} of {targets.Length} endpoints have their copy.");
            }
        }
    }

    private static async Task<DateTimeOffset> TickAllAsync(IEndpointGrain[] targets, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var start = new DateTimeOffset(at.UtcTicks / Period.Ticks * Period.Ticks, TimeSpan.Zero);
        await ForEachAsync(targets.Length, async i =>
        {
            // A few percent of noise, as quiet traffic has: nothing to act on, and never twice the same.
            var concurrency = QuietConcurrency * (1 + (0.05 * (((i + (start.UtcTicks / Period.Ticks)) % 11) - 5) / 5));
            var sample = new DemandSample(start, concurrency, concurrency / 6.5);
            var tick = new EndpointTick { At = at, Period = Period, Demand = [new ComponentDemand(new ComponentName("chat"), [sample])], Capacity = CapacitySnapshot.Empty };
            await targets[i].TickAsync(tick, cancellationToken);
        });
        return at + Period;
    }

    private static Task ForEachAsync(int count, Func<int, Task> act)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(WorkAsync)));

        async Task WorkAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                await act(i).ConfigureAwait(false);
            }
        }
    }

    private sealed class NoJournal : IFleetJournal
    {
        public void Record(FleetEvent happened)
        {
        }
    }
}
