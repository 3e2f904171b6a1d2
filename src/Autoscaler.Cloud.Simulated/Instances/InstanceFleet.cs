using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Simulated.Costs;
using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Simulated.Hosts;
using Autoscaler.Cloud.Simulated.Mishaps;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Snapshots;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;

namespace Autoscaler.Cloud.Simulated.Instances;

/// <summary>The instances of the simulated cloud.</summary>
internal sealed class InstanceFleet(
    InstanceOptions options,
    WorldEvents events,
    RandomStreams random,
    CapacityModel capacity,
    SnapshotShelf snapshots,
    IPriceList prices,
    CostLedger ledger,
    HostModel hosts,
    MishapBook mishaps)
{
    private readonly SortedDictionary<InstanceId, SimulatedInstance> _instances = [];
    private readonly LaunchMemory _launches = new();
    private readonly CallThrottle _throttle = new("launch", options, random, mishaps);
    private readonly LaunchRecord _record = new();

    public LaunchResult Launch(LaunchRequest request)
    {
        if (_launches.Find(request) is { } answered)
        {
            _record.NoteAnswered(request, answered, events.Now);
            return answered;
        }

        if (_throttle.Next() is { } retryAfter)
        {
            return new LaunchResult.Throttled(retryAfter);
        }

        if (RefusalOf(request) is { } refusal)
        {
            _record.NoteAnswered(request, refusal, events.Now);
            return refusal;
        }

        var refused = ImmutableArray.CreateBuilder<InstancePool>();
        foreach (var pool in request.Pools)
        {
            if (capacity.TryTake(pool))
            {
                var instance = Create(request, pool);
                return _launches.Remember(request, new LaunchResult.Accepted(instance.Id, pool, events.Now, refused.ToImmutable()));
            }

            refused.Add(pool);
        }

        mishaps.OnRefused();
        return _launches.Remember(request, new LaunchResult.NoCapacity(refused.ToImmutable()));
    }

    /// <summary>What was launched, and what was refused as a mistake of the caller.</summary>
    public LaunchRecord Record => _record;

    public SimulatedInstance? Find(InstanceId id) => _instances.GetValueOrDefault(id);

    /// <summary>As the cloud sees it: terminating until its volumes are gone too.</summary>
    public InstanceStatus Describe(InstanceId id) => Find(id)?.Status switch
    {
        null => new InstanceStatus.Gone(),
        InstanceStatus.Gone => new InstanceStatus.Terminating(),
        var status => status,
    };

    public void Terminate(InstanceId id)
    {
        if (Find(id) is { IsUp: true } instance)
        {
            instance.Status = new InstanceStatus.Terminating();
            TakeDown(instance);
            events.Schedule(events.Now + options.TerminationTime, () => Remove(instance));
        }
    }

    /// <summary>An instance goes away by itself.</summary>
    public void Lose(InstanceId id)
    {
        if (Find(id) is { IsUp: true } instance)
        {
            mishaps.OnInstanceLost();
            TakeDown(instance);
            Remove(instance);
        }
    }

    public IEnumerable<LiveResource> Live()
    {
        foreach (var instance in _instances.Values)
        {
            var origin = new ResourceOrigin.Launch(instance.Slot, instance.Generation);
            if (instance.Status is not InstanceStatus.Gone)
            {
                yield return new LiveResource(new TaggedResource(TaggedResourceKind.Instance, instance.Id.Value, instance.Owner), origin);
            }

            foreach (var volume in instance.Volumes)
            {
                yield return new LiveResource(new TaggedResource(TaggedResourceKind.Volume, volume, instance.Owner), origin);
            }
        }
    }

    public IEnumerable<HeldBytes> Held() => _instances.Values.SelectMany(static instance => instance.Host.Disk.Held()
        .Where(held => held.HolderKind == TaggedResourceKind.Volume || instance.Status is not InstanceStatus.Gone));

    /// <summary>Why the request is refused before any pool is asked; null where it is not.</summary>
    private LaunchResult? RefusalOf(LaunchRequest request)
    {
        if (request.Pools.IsDefaultOrEmpty)
        {
            return new LaunchResult.Rejected("MissingParameter: the request names no pool.");
        }

        foreach (var pool in request.Pools)
        {
            if (prices.PriceOf(pool.Type) is null)
            {
                return new LaunchResult.Rejected($"InvalidParameterValue: there is no instance type {pool.Type}.");
            }
        }

        foreach (var source in request.Images)
        {
            if (source.Snapshot is not { } id)
            {
                continue;
            }

            if (snapshots.Find(id) is not { } snapshot)
            {
                return new LaunchResult.SnapshotGone(id);
            }

            if (snapshot.Owner != request.Slot.Endpoint)
            {
                return new LaunchResult.Rejected($"UnauthorizedOperation: snapshot {id} is not endpoint {request.Slot.Endpoint}'s.");
            }
        }

        return null;
    }

    private SimulatedInstance Create(LaunchRequest request, InstancePool pool)
    {
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{request.Slot}/{request.Generation}");
        var owner = request.Slot.Endpoint;
        var id = new InstanceId(StableIds.Of("i", name, 0));
        var type = InstanceTypeCatalog.Find(pool.Type)!;
        var price = prices.PriceOf(pool.Type)!.Value;
        var host = new SimulatedHost(hosts, owner, id, type, name);
        var volumes = AddVolumes(host.Disk, request, pool.Zone, name);
        var instance = new SimulatedInstance(id, request.Slot, request.Generation, pool, price, host, volumes);
        _record.NoteLaunched(new LaunchedInstance(events.Now, request.Slot, request.Generation, id, pool, WritersOf(request), UpIn(request.Slot)));
        _instances.Add(id, instance);
        ledger.Begin(owner, CostKind.Instance, price);
        var boots = random.Of("boot", name);
        var bootTime = hosts.Rates.ProvisionOf(pool.Type) * boots.NextFactor(options.BootSpread);
        if (boots.NextChance(options.BootFailureRatio) && mishaps.MayHappen)
        {
            mishaps.OnBootFailed();
        }
        else
        {
            events.Schedule(events.Now + bootTime, () => Boot(instance));
        }

        if (options.LossesPerHour > 0)
        {
            events.Schedule(events.Now + random.Of("loss", name).NextWait(options.LossesPerHour), () => LoseByChance(id));
        }

        return instance;
    }

    private ImmutableArray<InstanceId> UpIn(SlotId slot) =>
        [.. _instances.Values.Where(instance => instance.Slot == slot && instance.Status is not InstanceStatus.Gone).Select(static instance => instance.Id)];

    private ImmutableArray<SnapshotWriter> WritersOf(LaunchRequest request) =>
    [
        .. request.Images.Select(source => source.Snapshot is { } id ? snapshots.Find(id) : null)
            .OfType<StoredSnapshot>().Select(static snapshot => new SnapshotWriter(snapshot.Id, snapshot.WrittenFor)),
    ];

    private ImmutableArray<string> AddVolumes(HostDisk disk, LaunchRequest request, ZoneName zone, string name)
    {
        var volumes = ImmutableArray.CreateBuilder<string>();
        foreach (var source in request.Images)
        {
            if (source.Mechanism == StartupMechanism.Sagemaker)
            {
                disk.AddProvided(source.Image);
            }

            if (source.Snapshot is not { } id || snapshots.Find(id) is not { } snapshot)
            {
                continue;
            }

            if (source.Mechanism == StartupMechanism.SnapshotRate)
            {
                snapshots.ChargeInitialization(snapshot);
            }
            else if (source.Mechanism == StartupMechanism.SnapshotFsr)
            {
                snapshots.UseFastRestore(id, zone);
            }

            var volume = StableIds.Of("vol", name, volumes.Count);
            volumes.Add(volume);
            disk.AddVolume(volume, snapshot, source.Mechanism);
        }

        foreach (var weights in request.Weights)
        {
            snapshots.ChargeWeights(request.Slot.Endpoint, weights, zone);
            var volume = StableIds.Of("vol", name, volumes.Count);
            volumes.Add(volume);
            disk.AddVolume(volume, weights);
        }

        return volumes.ToImmutable();
    }

    private void LoseByChance(InstanceId id)
    {
        if (mishaps.MayHappen)
        {
            Lose(id);
        }
    }

    private void Boot(SimulatedInstance instance)
    {
        if (instance.Status is InstanceStatus.Pending)
        {
            instance.Status = new InstanceStatus.Running(events.Now);
            instance.Host.Boot();
        }
    }

    private void TakeDown(SimulatedInstance instance)
    {
        ledger.End(instance.Owner, CostKind.Instance, instance.Price);
        instance.Host.Shutdown();
    }

    private void Remove(SimulatedInstance instance)
    {
        instance.Status = new InstanceStatus.Gone();
        capacity.GiveBack(instance.Pool);
        if (instance.Volumes.Length == 0)
        {
            _instances.Remove(instance.Id);
            return;
        }

        events.Schedule(events.Now + options.VolumeDeletionTime, () => _instances.Remove(instance.Id));
    }
}
