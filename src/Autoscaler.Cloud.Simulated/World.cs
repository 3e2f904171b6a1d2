using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Simulated.Costs;
using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Simulated.Hosts;
using Autoscaler.Cloud.Simulated.Instances;
using Autoscaler.Cloud.Simulated.Keys;
using Autoscaler.Cloud.Simulated.Metrics;
using Autoscaler.Cloud.Simulated.Mishaps;
using Autoscaler.Cloud.Simulated.Registries;
using Autoscaler.Cloud.Simulated.Snapshots;
using Autoscaler.Cloud.Simulated.Traffic;

namespace Autoscaler.Cloud.Simulated;

/// <summary>The parts of a simulated cloud. Used only under its lock, and after it was pulled forward.</summary>
internal sealed class World
{
    // The shortest time that a key waits for its deletion.
    private static readonly TimeSpan KeyDeletionWait = TimeSpan.FromDays(7);

    public World(SimulatedCloudOptions options, DateTimeOffset start)
    {
        Events = new WorldEvents(start);
        var random = new RandomStreams(options.Seed);
        Ledger = new CostLedger(Events);
        Traffic = new TrafficBoard(Events);
        Metrics = new MetricBoard(options.Metrics, Events, random);
        Starts = new CopyStarts();
        Prices = new SimulatedPriceList(options.Prices);
        Mishaps = new MishapBook(Events, options.MishapsUntil);
        Keys = new KeyShelf(Events, new CallThrottle("key", options.Instances, random, Mishaps));
        Registry = new RegistryShelf(new CallThrottle("registry", options.Instances, random, Mishaps));
        Weights = new WeightShelf(new CallThrottle("weights", options.Instances, random, Mishaps));
        Snapshots = new SnapshotShelf(options, Events, random, Ledger, Mishaps, Keys);
        QueryThrottle = new CallThrottle("query", options.Instances, random, Mishaps);
        Fleet = new InstanceFleet(
            options.Instances,
            Events,
            random,
            new CapacityModel(options.Capacity, Events, random, Mishaps),
            Snapshots,
            Prices,
            Ledger,
            new HostModel(options.Hosts, options.Rates, Events, random, Traffic, Starts, Mishaps),
            Mishaps,
            options.Snapshots.InitializationRateQuota);
    }

    public WorldEvents Events { get; }

    public CostLedger Ledger { get; }

    public MishapBook Mishaps { get; }

    public TrafficBoard Traffic { get; }

    public MetricBoard Metrics { get; }

    public CopyStarts Starts { get; }

    public IPriceList Prices { get; }

    public KeyShelf Keys { get; }

    public RegistryShelf Registry { get; }

    public WeightShelf Weights { get; }

    public SnapshotShelf Snapshots { get; }

    public CallThrottle QueryThrottle { get; }

    public InstanceFleet Fleet { get; }

    /// <summary>Deletes one thing that was listed, in the way of its kind.</summary>
    public void Delete(TaggedResource resource)
    {
        switch (resource.Kind)
        {
            case TaggedResourceKind.Instance:
                Fleet.Terminate(new InstanceId(resource.Id));
                break;
            case TaggedResourceKind.Key or TaggedResourceKind.Grant:
                Keys.Delete(resource, KeyDeletionWait);
                break;
            case TaggedResourceKind.Volume when resource.Build is null:
                // It goes with its instance, as all volumes of instances do.
                break;
            default:
                Snapshots.Delete(resource);
                break;
        }
    }

    /// <summary>All that carries a tag and is there.</summary>
    public IEnumerable<LiveResource> Live() => Listed().Where(static listed => listed.Resource.State == TaggedResourceState.Live);

    /// <summary>All that carries a tag and is listed.</summary>
    public IEnumerable<LiveResource> Listed() => Fleet.Listed().Concat(Snapshots.Live()).Concat(Keys.Listed());
}
