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
    MishapBook mishaps,
    int? initializationRateQuota)
{
    // MiB/s: the highest provisioned rate, which a request without one gets.
    private const int HighestInitializationRate = 300;

    // So long the cloud lists an instance that is gone.
    private static readonly TimeSpan ListedAfterTermination = TimeSpan.FromHours(1);

    private readonly SortedDictionary<InstanceId, SimulatedInstance> _instances = [];
    private readonly LaunchMemory _launches = new();
    private readonly CallThrottle _throttle = new("launch", options, random, mishaps);
    private readonly LaunchRecord _record = new();
    private readonly SortedDictionary<InstanceId, LiveResource> _terminated = [];

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

    /// <summary>What a launch call was answered that used this token; null where none did.</summary>
    public LaunchResult? AnswerTo(LaunchRequest request) => _launches.Find(request);

    /// <summary>Launches again what an earlier life of this cloud had launched, in the pool that gave it then.</summary>
    public void Repeat(LaunchRequest request, LaunchResult.Accepted answer)
    {
        capacity.Take(answer.Pool);
        Create(request, answer.Pool);
        _launches.Remember(request, answer);
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
                yield return new LiveResource(TagOf(instance), origin);
            }

            foreach (var volume in instance.Volumes)
            {
                yield return new LiveResource(TagOf(instance) with { Kind = TaggedResourceKind.Volume, Id = volume }, origin);
            }
        }
    }

    /// <summary>What is live, and the instances that were terminated within the last hour.</summary>
    public IEnumerable<LiveResource> Listed() => Live().Concat(_terminated.Values);

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
            // By the slot's own endpoint: no request can name another's.
            if (source.Build is { } build && snapshots.Find(request.Slot.Endpoint, source.Image, build) is null)
            {
                return new LaunchResult.SnapshotGone(source.Image, build);
            }
        }

        var rate = request.Images.Sum(static source => source.Mechanism == StartupMechanism.SnapshotRate ? RateOf(source) : 0);
        var inUse = rate > 0 && initializationRateQuota is not null ? _instances.Values.Where(static instance => instance.IsUp).Sum(static instance => instance.Host.Disk.InitializationRate) : 0;
        return rate > 0 && inUse + rate > initializationRateQuota
            ? new LaunchResult.NoRestoreRate($"VolumeInitializationRateLimitExceeded: {inUse} of {initializationRateQuota} MiB/s are in use; the request asks for {rate}.")
            : null;
    }

    private static int RateOf(ImageSource source) => source.InitializationRate ?? HighestInitializationRate;

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
        .. request.Images.Select(source => source.Build is { } build ? snapshots.Find(request.Slot.Endpoint, source.Image, build) : null)
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

            if (source.Build is not { } build || snapshots.Find(request.Slot.Endpoint, source.Image, build) is not { } snapshot)
            {
                continue;
            }

            if (source.Mechanism == StartupMechanism.SnapshotRate)
            {
                snapshots.ChargeInitialization(snapshot);
            }

            var isFast = source.Mechanism == StartupMechanism.SnapshotFsr && snapshots.TakeFastRestore(snapshot.Id, zone);
            var volume = StableIds.Of("vol", name, volumes.Count);
            volumes.Add(volume);
            disk.AddVolume(new RestoredVolume(volume, snapshot, source, isFast, RateOf(source)));
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

    private static TaggedResource TagOf(SimulatedInstance instance) =>
        new(TaggedResourceKind.Instance, instance.Id.Value, instance.Owner) { Slot = instance.Slot.Ordinal, Generation = instance.Generation };

    private void Remove(SimulatedInstance instance)
    {
        _terminated[instance.Id] = new LiveResource(
            TagOf(instance) with { State = TaggedResourceState.Terminated }, new ResourceOrigin.Launch(instance.Slot, instance.Generation));
        events.Schedule(events.Now + ListedAfterTermination, () => _terminated.Remove(instance.Id));
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
