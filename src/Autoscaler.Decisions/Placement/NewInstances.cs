using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Decisions.Placement;

/// <summary>Drafts launches: types in the spec's order within its guards, zones by balance, pools that were refused lately left out.</summary>
internal sealed class NewInstances(EndpointSnapshot snapshot, FleetDraft draft, StartupTimes times)
{
    // A launch request names at most so many pools; CreateFleet takes 300.
    private const int MaxPools = 20;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ImmutableArray<InstanceLaunch>.Builder _launches = ImmutableArray.CreateBuilder<InstanceLaunch>();
    private readonly int _launchesLeft = snapshot.Spec.Limits.LaunchesPerMinute - snapshot.RecentLaunches.Count(at => snapshot.Now - at < Minute);

    /// <summary>Why the last launch could not be drafted.</summary>
    public ScalingLimit Limit { get; private set; }

    public ImmutableArray<InstanceLaunch> Launches => _launches.ToImmutable();

    /// <summary>Drafts a launch for copies of the component; null if a limit forbids it.</summary>
    public NewInstance? Launch(ComponentSpec component)
    {
        Limit = LimitNow();
        if (Limit != ScalingLimit.None)
        {
            return null;
        }

        var types = FittingTypes(component);
        var pools = Pools(types);
        if (pools.IsEmpty)
        {
            Limit = types.Count == 0 ? ScalingLimit.NoInstanceTypeFits : ScalingLimit.NoCapacity;
            return null;
        }

        var slot = draft.TakeFreeSlot();
        var type = InstanceTypeCatalog.Find(pools[0].Type)!;
        var price = snapshot.Prices[type.Name];
        var generation = slot.NextGeneration;
        var asked = HoldingAsMuch(pools, type);
        slot.Launch(LaunchOf(generation, asked), type, asked[0].Zone);
        _launches.Add(new InstanceLaunch(slot.Ordinal, generation, asked, price));
        var option = OptionIn(component, slot.Ordinal, pools[0]);
        var candidate = new PlacementCandidate
        {
            Class = option.Class,
            Slot = slot,
            Mechanism = option.Mechanism,
            ExpectedReadyAt = option.ExpectedReadyAt,
            AddedPrice = option.AddedPrice,
            Room = slot.RoomFor(component.AcceleratorsPerCopy, component.MemoryPerCopy),
        };
        return new NewInstance(candidate, OtherTypes(component, slot.Ordinal, pools));
    }

    /// <summary>What a new instance would be, without drafting it; null if there can be none.</summary>
    public PlacementOption? Preview(ComponentSpec component)
    {
        var pools = LimitNow() == ScalingLimit.None ? Pools(FittingTypes(component)) : [];
        return pools.IsEmpty ? null : OptionIn(component, draft.NextFreeOrdinal, pools[0]);
    }

    /// <summary>Where the image comes from on an instance whose launch asks for it, and whether that is a cache.</summary>
    public (StartupMechanism Mechanism, bool IsCached) MechanismOf(ComponentSpec component)
    {
        var cache = snapshot.Spec.Cache;
        if (!cache.UsesSnapshots)
        {
            return (cache.Mechanism, cache.Mechanism == StartupMechanism.Sagemaker);
        }

        var ready = snapshot.Cache.Find(component.Image.Digest) is { State: CacheEntryState.Ready } entry ? entry : null;
        return (ready is null ? Pull.MechanismOf(cache) : ready.Mechanism ?? cache.Mechanism, ready is not null);
    }

    private ScalingLimit LimitNow() => draft.InstanceCount >= snapshot.Spec.Limits.MaxInstances ? ScalingLimit.MaxInstances
        : _launches.Count >= _launchesLeft ? ScalingLimit.LaunchRate
        : ScalingLimit.None;

    // Copies are packed for the first pool's type, and more may come before the instance does: whichever pool gives it, all of them must fit.
    private static ImmutableArray<InstancePool> HoldingAsMuch(ImmutableArray<InstancePool> pools, InstanceTypeSpec first) =>
    [
        .. pools.Where(pool => InstanceTypeCatalog.Find(pool.Type) is { } type && type.Accelerators >= first.Accelerators && type.HostMemory.Value >= first.HostMemory.Value)
            .Take(MaxPools),
    ];

    private LaunchIntent LaunchOf(int generation, ImmutableArray<InstancePool> pools) => new()
    {
        Generation = generation,
        Pools = pools,
        Images = [],
        Cache = snapshot.Spec.Cache,
        BootDeadline = snapshot.Now + snapshot.Spec.Limits.BootDeadline,
        Decision = snapshot.DecisionId,
    };

    private List<InstanceTypeSpec> FittingTypes(ComponentSpec component)
    {
        var limits = snapshot.Spec.Limits;
        var types = new List<InstanceTypeSpec>(snapshot.Spec.InstanceTypes.Length);
        foreach (var name in snapshot.Spec.InstanceTypes)
        {
            if (InstanceTypeCatalog.Find(name) is { } type
                && type.Accelerators >= component.AcceleratorsPerCopy
                && type.HostMemory.Value >= component.MemoryPerCopy.Value
                && (limits.MaxAccelerators is not { } most || type.Accelerators <= most)
                && snapshot.Prices.TryGetValue(name, out var price)
                && (limits.MaxPrice is not { } dearest || price.Value <= dearest.Value))
            {
                types.Add(type);
            }
        }

        return types;
    }

    private ImmutableArray<InstancePool> Pools(List<InstanceTypeSpec> types)
    {
        var zones = ZonesByBalance();
        var pools = ImmutableArray.CreateBuilder<InstancePool>();
        foreach (var type in types)
        {
            foreach (var zone in zones)
            {
                var pool = new InstancePool(type.Name, zone);
                if (!snapshot.Capacity.IsAvoided(pool, snapshot.Now))
                {
                    pools.Add(pool);
                }
            }
        }

        return pools.ToImmutable();
    }

    private ZoneName[] ZonesByBalance()
    {
        var zones = snapshot.Spec.Zones;
        var counts = new int[zones.Length];
        foreach (var slot in draft.Slots)
        {
            if (slot.State != FleetSlotState.Free && slot.Zone is { } zone && zones.IndexOf(zone) is var index and >= 0)
            {
                counts[index]++;
            }
        }

        return [.. Enumerable.Range(0, zones.Length).OrderBy(i => counts[i]).ThenBy(i => i).Select(i => zones[i])];
    }

    private ImmutableArray<PlacementOption> OtherTypes(ComponentSpec component, int slot, ImmutableArray<InstancePool> pools)
    {
        var options = ImmutableArray.CreateBuilder<PlacementOption>();
        var last = pools[0].Type;
        foreach (var pool in pools)
        {
            if (pool.Type != last && options.Count < 2)
            {
                options.Add(OptionIn(component, slot, pool));
                last = pool.Type;
            }
        }

        return options.ToImmutable();
    }

    private PlacementOption OptionIn(ComponentSpec component, int slot, InstancePool pool)
    {
        var (mechanism, isCached) = MechanismOf(component);
        return new PlacementOption
        {
            Class = isCached ? PlacementClass.NewFromCache : PlacementClass.NewFromRegistry,
            Slot = slot,
            Pool = pool,
            Mechanism = mechanism,
            ExpectedReadyAt = snapshot.Now + times.OnNewInstance(component, pool.Type, mechanism, WeightsVolume.MechanismOf(component, snapshot.Spec.Cache, snapshot.Cache)),
            AddedPrice = snapshot.Prices[pool.Type],
        };
    }
}
