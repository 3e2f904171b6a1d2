using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Registries;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;
using Autoscaler.Cloud.Weights;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains;
using Autoscaler.Grains.Access;
using Autoscaler.Grains.Demand;
using Autoscaler.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.SingleProcess;
using Orleans.SingleProcess.Simulation;
using Orleans.SingleProcess.Simulation.Faults;
using Orleans.SingleProcess.Storage;

namespace Autoscaler.Simulation.Fleets;

/// <summary>The grains that run in production, on one thread in virtual time, against a simulated cloud. The same options give the same run.</summary>
public sealed class SimulatedFleet : IDisposable
{
    private const string DefaultStorageName = "Default";

    private readonly SeededSecretSource _secrets;

    /// <summary>Builds and starts a fleet without endpoints.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="journal">Takes what happens; it outlives crashes.</param>
    public SimulatedFleet(SimulatedFleetOptions options, IFleetJournal journal)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(journal);
        _secrets = new SeededSecretSource(options.Seed);
        Host = new SimulatedHost(options.Seed, options.Start, silo => Configure(silo, options, journal), options.Faults == FaultPlan.None ? null : options.Faults);
        Host.Restarted += WakeFeeds;
        Cloud = new SimulatedCloud(options.Cloud with { Seed = options.Seed }, Host.TimeProvider);
        WakeFeeds();
        WakeSweeper();
    }

    /// <summary>The host.</summary>
    public SimulatedHost Host { get; }

    /// <summary>The cloud.</summary>
    public SimulatedCloud Cloud { get; }

    /// <summary>What the grains store; it outlives crashes.</summary>
    public MemoryGrainStorage Storage { get; } = new();

    /// <summary>The virtual time, UTC.</summary>
    public DateTimeOffset Now => Host.Now;

    /// <summary>An endpoint.</summary>
    public IEndpointGrain Endpoint(EndpointId id) => Host.Grains.GetGrain<IEndpointGrain>(id.ToString());

    /// <summary>An endpoint's cache.</summary>
    public IImageCacheGrain Cache(EndpointId id) => Host.Grains.GetGrain<IImageCacheGrain>(id.ToString());

    /// <summary>The receipts of an endpoint's purges, oldest first.</summary>
    public ImmutableArray<PurgeReceipt> Receipts(EndpointId id) => Host.Run(() => Cache(id).GetReceiptsAsync(CancellationToken.None).AsTask());

    /// <summary>Puts a spec.</summary>
    public ChangeResult Put(EndpointSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Host.Run(() => Endpoint(spec.Id).PutAsync(spec, CancellationToken.None));
    }

    /// <summary>Begins to delete an endpoint.</summary>
    public void Delete(EndpointId id) => Host.Run(() => Endpoint(id).DeleteAsync(CancellationToken.None));

    /// <summary>An endpoint as it is now.</summary>
    public EndpointView View(EndpointId id) => Host.Run(() => Endpoint(id).GetViewAsync(CancellationToken.None).AsTask());

    /// <summary>Lets time pass.</summary>
    public void RunFor(TimeSpan duration) => Host.RunUntil(Host.Now + duration);

    /// <summary>Lets time pass until something holds, and looks after each step.</summary>
    /// <returns>Whether it held before the limit.</returns>
    public bool RunUntil(Func<SimulatedFleet, bool> holds, TimeSpan step, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(holds);
        var end = Now + limit;
        while (!holds(this))
        {
            if (Now >= end)
            {
                return false;
            }

            RunFor(step);
        }

        return true;
    }

    /// <summary>The host crashes and starts anew; storage and cloud stay.</summary>
    public void CrashAndRestart()
    {
        Host.CrashAndRestart();
        WakeFeeds();
    }

    /// <inheritdoc/>
    public void Dispose() => Host.Dispose();

    // What a host does when it starts. A feed that could not be woken has its reminder, so nobody waits for these calls.
    private void WakeFeeds()
    {
        var feeds = Host.Services.GetRequiredService<IOptions<FleetOptions>>().Value.FeedCount;
        for (var shard = 0; shard < feeds; shard++)
        {
            var key = FeedSharding.KeyOf(shard);
            Host.Start(() => Host.Grains.GetGrain<IMetricFeedGrain>(key).StartAsync(CancellationToken.None));
        }
    }

    // The sweeper has no reminder: a host wakes it again and again, and so may one call be lost.
    private void WakeSweeper()
    {
        Host.Start(() => Host.Grains.GetGrain<IOrphanSweepGrain>(IOrphanSweepGrain.Key).StartAsync(CancellationToken.None));
        Host.Schedule(Host.Now + Host.Services.GetRequiredService<IOptions<FleetOptions>>().Value.SweepPeriod, WakeSweeper);
    }

    private void Configure(ISiloBuilder silo, SimulatedFleetOptions options, IFleetJournal journal)
    {
        silo.UseStrictMode(options.IsStrict);
        silo.Services.AddAutoscalerGrains(options.Configure);
        silo.Services.AddSingleton<ISecretSource>(_secrets);
        silo.Services.AddSingleton(journal);
        silo.Services.AddSingleton(provider => Cloud.PortsFor(provider.GetRequiredService<TimeProvider>()));
        silo.Services.AddSingleton<IInstanceCloud>(provider => provider.GetRequiredService<SimulatedPorts>().Instances);
        silo.Services.AddSingleton<ICopyHost>(provider => provider.GetRequiredService<SimulatedPorts>().Hosts);
        silo.Services.AddSingleton<IMetricSource>(provider => provider.GetRequiredService<SimulatedPorts>().Metrics);
        silo.Services.AddSingleton<ISnapshotStore>(provider => provider.GetRequiredService<SimulatedPorts>().Snapshots);
        silo.Services.AddSingleton<IPriceList>(provider => provider.GetRequiredService<SimulatedPorts>().Prices);
        silo.Services.AddSingleton<IImageRegistry>(provider => provider.GetRequiredService<SimulatedPorts>().Registry);
        silo.Services.AddSingleton<IWeightStore>(provider => provider.GetRequiredService<SimulatedPorts>().Weights);
        silo.Services.AddSingleton<IKeyVault>(provider => provider.GetRequiredService<SimulatedPorts>().Keys);
        silo.Services.AddSingleton<ITaggedResources>(provider => provider.GetRequiredService<SimulatedPorts>().Tags);
        silo.AddSimulatedGrainStorage(DefaultStorageName, Storage);
        silo.UseGrainStorageReminderService();
        options.ConfigureHost?.Invoke(silo);
    }
}
