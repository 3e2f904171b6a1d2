using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Cloud.Simulated.Options;

/// <summary>How many instances the simulated cloud can give, where and when.</summary>
public sealed record CapacityOptions
{
    /// <summary>Instances that a pool can give at once, those being terminated included; 0 to 1,000,000. Default 1,000.</summary>
    public int InstancesPerPool { get; init; } = 1000;

    /// <summary>Pools with another limit. Default none.</summary>
    public ImmutableArray<PoolLimit> Pools { get; init; } = [];

    /// <summary>Intervals in which pools give nothing. Default none.</summary>
    public ImmutableArray<CapacityOutage> Outages { get; init; } = [];

    /// <summary>Mean number of outages that each pool has in a day besides, at times drawn from the seed; 0 to 1,000. Default 0.</summary>
    public double OutagesPerDay { get; init; }

    /// <summary>Mean length of those outages, 1 s to 7 days. Default 30 min.</summary>
    public TimeSpan MeanOutage { get; init; } = TimeSpan.FromMinutes(30);

    internal void Check(OptionErrors errors)
    {
        errors.Between("Capacity.InstancesPerPool", InstancesPerPool, 0, 1_000_000);
        errors.Between("Capacity.OutagesPerDay", OutagesPerDay, 0, 1000);
        errors.Between("Capacity.MeanOutage", MeanOutage, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        foreach (var limit in Pools)
        {
            errors.Between($"Capacity.Pools[{limit.Pool}]", limit.Instances, 0, 1_000_000);
        }

        foreach (var outage in Outages)
        {
            errors.Require(outage.Until > outage.From, $"Capacity.Outages: an outage must end after it begins; found {outage.From:O} to {outage.Until:O}.");
        }
    }
}

/// <summary>A pool's own limit.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Instances">Instances that it can give at once, 0 or more.</param>
public sealed record PoolLimit(InstancePool Pool, int Instances);

/// <summary>An interval in which pools give nothing.</summary>
/// <param name="Type">Of which type; null for every type.</param>
/// <param name="Zone">In which zone; null for every zone.</param>
/// <param name="From">From when, UTC.</param>
/// <param name="Until">Until when, exclusive, UTC.</param>
public sealed record CapacityOutage(InstanceTypeName? Type, ZoneName? Zone, DateTimeOffset From, DateTimeOffset Until);
