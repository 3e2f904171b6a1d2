using System.Numerics;
using Autoscaler.Contracts.Demand;

namespace Autoscaler.Grains.Demand;

/// <summary>Which of the latest 64 periods were delivered already: one bit a period, the lowest the newest. Older ones count as delivered.</summary>
internal struct DeliveredPeriods
{
    private const int Bits = 64;

    private long _newest;
    private ulong _delivered;
    private bool _any;

    /// <summary>The samples that were not delivered before; they count as delivered from now on.</summary>
    public ImmutableArray<DemandSample> TakeNew(ImmutableArray<DemandSample> samples, TimeSpan period)
    {
        var first = 0;
        var count = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            if (Take(samples[i].Start.UtcTicks / period.Ticks))
            {
                first = count++ == 0 ? i : first;
            }
            else if (count > 0)
            {
                return TakeScattered(samples, first, i, period);
            }
        }

        return count == samples.Length ? samples : count == 0 ? [] : samples.Slice(first, count);
    }

    private ImmutableArray<DemandSample> TakeScattered(ImmutableArray<DemandSample> samples, int first, int end, TimeSpan period)
    {
        var fresh = ImmutableArray.CreateBuilder<DemandSample>(samples.Length - first);
        fresh.AddRange(samples.AsSpan()[first..end]);
        for (var i = end + 1; i < samples.Length; i++)
        {
            if (Take(samples[i].Start.UtcTicks / period.Ticks))
            {
                fresh.Add(samples[i]);
            }
        }

        return fresh.ToImmutable();
    }

    private bool Take(long period)
    {
        if (!_any)
        {
            // The first answer is delivered whole: samples come sorted, so nothing older follows in it.
            _any = true;
            _newest = period;
            _delivered = 1;
            return true;
        }

        var ahead = period - _newest;
        if (ahead > 0)
        {
            _delivered = ahead >= Bits ? 1 : (_delivered << (int)ahead) | 1;
            _newest = period;
            return true;
        }

        if (-ahead >= Bits)
        {
            return false;
        }

        var bit = BitOperations.RotateLeft(1UL, (int)-ahead);
        var isNew = (_delivered & bit) == 0;
        _delivered |= bit;
        return isNew;
    }
}
