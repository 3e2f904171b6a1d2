using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains;
using Autoscaler.Grains.Journal;
using Autoscaler.Simulation.Fleets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;

namespace Autoscaler.TestKit;

/// <summary>A simulated fleet whose storage and ports a test can watch and break.</summary>
public sealed class TestFleet : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);
    private readonly Action<IServiceCollection>? _addServices;

    /// <summary>Builds and starts a fleet.</summary>
    /// <param name="seed">Where all chance comes from.</param>
    /// <param name="cloud">How the cloud behaves.</param>
    /// <param name="configure">How often the grains look.</param>
    /// <param name="addServices">Adds to the host's services, or replaces some; called again after each crash.</param>
    public TestFleet(ulong seed = 1, SimulatedCloudOptions? cloud = null, Action<FleetOptions>? configure = null, Action<IServiceCollection>? addServices = null)
    {
        _addServices = addServices;
        Trail = new Trail();
        Ports = new PortWatch(Trail);
        Storage = new WatchedStorage(Trail);
        Fleet = new SimulatedFleet(
            new SimulatedFleetOptions { Seed = seed, Cloud = cloud ?? new SimulatedCloudOptions(), Configure = configure, ConfigureHost = Watch }, Journal);
    }

    public SimulatedFleet Fleet { get; }

    public SimulatedCloud Cloud => Fleet.Cloud;

    public DateTimeOffset Now => Fleet.Now;

    public ListJournal Journal { get; } = new();

    public KeptChanges Changes { get; } = new();

    public Trail Trail { get; }

    public PortWatch Ports { get; }

    public WatchedStorage Storage { get; }

    public EndpointView View(EndpointId id) => Fleet.View(id);

    public void RunFor(TimeSpan duration) => Fleet.RunFor(duration);

    public void Crash() => Fleet.CrashAndRestart();

    public void Put(EndpointSpec spec)
    {
        if (Fleet.Put(spec) is { Accepted: false } refused)
        {
            throw new InvalidOperationException(string.Join("; ", refused.Errors));
        }
    }

    /// <summary>Puts a spec, and waits until its minimum of copies serves and its cache is filled.</summary>
    public void PutAndSettle(EndpointSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Put(spec);
        Await($"{spec.Id} has its minimum of copies and its cache", TimeSpan.FromHours(1), () => IsSettled(spec));
    }

    public bool IsSettled(EndpointSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var view = View(spec.Id);
        return view.Components.All(component => component.Latest is { } latest && latest.Ready >= spec.Find(component.Name)!.MinCopies)
            && (!spec.Cache.UsesSnapshots || spec.Components.All(component => view.Cache.IsReady(component.Image.Digest)));
    }

    /// <summary>Deletes an endpoint, and waits until it is absent.</summary>
    public void DeleteAndSettle(EndpointId id)
    {
        Fleet.Delete(id);
        Await($"{id} is absent", TimeSpan.FromHours(1), () => View(id).Phase == EndpointPhase.Absent);
    }

    /// <summary>Lets time pass until something holds.</summary>
    /// <exception cref="TimeoutException">It never did; the message tells how the endpoints stand.</exception>
    public void Await(string what, TimeSpan limit, Func<bool> holds)
    {
        if (!Fleet.RunUntil(_ => holds(), Step, limit))
        {
            throw new TimeoutException($"At {Now:O}, after {limit}: expected that {what}. {Describe(Specs.A)} {Describe(Specs.B)}");
        }
    }

    public int Ready(EndpointId id, string component = "llm") => Latest(id, component)?.Ready ?? 0;

    public Autoscaler.Contracts.Decisions.ComponentDecision? Latest(EndpointId id, string component = "llm") =>
        View(id).Components.FirstOrDefault(view => view.Name.Value == component)?.Latest;

    public ImmutableArray<SlotReport> Holding(EndpointId id) => [.. View(id).Slots.Where(slot => slot.Phase != SlotPhase.Vacant)];

    public void Dispose() => Fleet.Dispose();

    private string Describe(EndpointId id)
    {
        var view = View(id);
        var slots = view.Slots.Select(slot =>
            $"{slot.Slot.Ordinal}:{slot.Phase}/g{slot.Generation}/v{slot.IntentVersion}[{string.Join(' ', slot.Copies.Select(copy => $"{copy.Id}:{copy.Phase}"))}]{slot.Failure?.Kind}");
        var entries = view.Cache.Entries.Select(entry => $"{entry.Image.Value[7]}:{entry.State}x{entry.Builds} {entry.Failure}");
        var components = view.Components.Select(component => $"{component.Name}:{component.Latest}");
        return $"{id} {view.Phase} tick {view.TickCount}; slots {string.Join(", ", slots)}; cache v{view.Cache.WantedVersion} {string.Join(", ", entries)}; "
            + $"components {string.Join(", ", components)}; live {string.Join(' ', Cloud.ReadLive(id).Select(live => $"{live.Kind}"))}.";
    }

    private void Watch(ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJournalStore>(Changes);
        silo.Services.AddGrainStorage("Default", (provider, _) => Storage.For(provider.GetRequiredService<TimeProvider>()));
        silo.Services.AddSingleton<IInstanceCloud>(provider => new WatchedInstanceCloud(PortsOf(provider).Instances, Ports));
        silo.Services.AddSingleton<ICopyHost>(provider => new WatchedCopyHost(PortsOf(provider).Hosts, Ports));
        silo.Services.AddSingleton<IMetricSource>(provider => new WatchedMetricSource(PortsOf(provider).Metrics, Ports));
        silo.Services.AddSingleton<ISnapshotStore>(provider => new WatchedSnapshotStore(PortsOf(provider).Snapshots, Ports));
        silo.Services.AddSingleton<IKeyVault>(provider => new WatchedKeyVault(PortsOf(provider).Keys, Ports));
        silo.Services.AddSingleton<ITaggedResources>(provider => new WatchedTaggedResources(PortsOf(provider).Tags, Ports));
        _addServices?.Invoke(silo.Services);
    }

    private static SimulatedPorts PortsOf(IServiceProvider provider) => provider.GetRequiredService<SimulatedPorts>();
}
