using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Simulated.Mishaps;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Cloud.Simulated.Instances;

/// <summary>What each pool can still give.</summary>
internal sealed class CapacityModel(CapacityOptions options, WorldEvents events, RandomStreams random, MishapBook mishaps)
{
    private readonly DateTimeOffset _start = events.Now;
    private readonly Dictionary<InstancePool, int> _taken = [];
    private readonly Dictionary<InstancePool, OutageProcess> _outages = [];

    public bool TryTake(InstancePool pool)
    {
        var taken = _taken.GetValueOrDefault(pool);
        if (taken >= LimitOf(pool) || IsOut(pool))
        {
            return false;
        }

        Take(pool);
        return true;
    }

    /// <summary>Takes from a pool whatever it can give.</summary>
    public void Take(InstancePool pool) => _taken[pool] = _taken.GetValueOrDefault(pool) + 1;

    public void GiveBack(InstancePool pool) => _taken[pool]--;

    private int LimitOf(InstancePool pool)
    {
        foreach (var limit in options.Pools)
        {
            if (limit.Pool == pool)
            {
                return limit.Instances;
            }
        }

        return options.InstancesPerPool;
    }

    private bool IsOut(InstancePool pool)
    {
        foreach (var outage in options.Outages)
        {
            if ((outage.Type ?? pool.Type) == pool.Type && (outage.Zone ?? pool.Zone) == pool.Zone && outage.From <= events.Now && events.Now < outage.Until)
            {
                return true;
            }
        }

        if (options.OutagesPerDay <= 0 || !mishaps.MayHappen)
        {
            return false;
        }

        if (!_outages.TryGetValue(pool, out var process))
        {
            _outages.Add(pool, process = new OutageProcess(options, random.Of("outage", pool.ToString()), _start));
        }

        return process.IsOutAt(events.Now);
    }
}
