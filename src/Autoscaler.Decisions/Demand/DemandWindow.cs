using Autoscaler.Contracts.Demand;

namespace Autoscaler.Decisions.Demand;

/// <summary>
/// The latest samples of one component, one place for each period. Immutable. A place without a sample is unknown: it counts in no mean and no maximum, and never as
/// zero. Samples may come late, out of order and twice.
/// </summary>
public sealed class DemandWindow
{
    private readonly double[] _demand;
    private readonly long _oldestPeriod;
    private readonly long _newestPeriod;

    private DemandWindow(TimeSpan period, double[] demand, long oldestPeriod, long newestPeriod, DemandSample? newest)
    {
        Period = period;
        _demand = demand;
        _oldestPeriod = oldestPeriod;
        _newestPeriod = newestPeriod;
        Newest = newest;
    }

    /// <summary>The length of a period.</summary>
    public TimeSpan Period { get; }

    /// <summary>The newest sample; null before the first.</summary>
    public DemandSample? Newest { get; }

    /// <summary>The places of the window.</summary>
    public int Capacity => _demand.Length;

    /// <summary>A window without samples that reaches back over <paramref name="length"/>.</summary>
    public static DemandWindow Empty(TimeSpan period, TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        var demand = new double[Math.Max(1, PeriodsIn(length, period))];
        Array.Fill(demand, double.NaN);
        return new DemandWindow(period, demand, 0, 0, null);
    }

    /// <summary>The window with one more sample; the same window if the sample is too old for it.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="demand">What the sample counts for, its queue weighed; finite, 0 or more.</param>
    public DemandWindow With(in DemandSample sample, double demand)
    {
        var period = sample.Start.UtcTicks / Period.Ticks;
        if (Newest is null)
        {
            var first = new double[_demand.Length];
            Array.Fill(first, double.NaN);
            first[^1] = demand;
            return new DemandWindow(Period, first, period, period, sample);
        }

        var shift = period - _newestPeriod;
        if (shift <= -_demand.Length)
        {
            return this;
        }

        var oldest = Math.Min(_oldestPeriod, period);
        var next = new double[_demand.Length];
        if (shift <= 0)
        {
            Array.Copy(_demand, next, next.Length);
            next[next.Length - 1 + (int)shift] = demand;
            return new DemandWindow(Period, next, oldest, _newestPeriod, shift == 0 ? sample : Newest);
        }

        var kept = (int)Math.Max(0, next.Length - shift);
        Array.Copy(_demand, _demand.Length - kept, next, 0, kept);
        Array.Fill(next, double.NaN, kept, next.Length - kept);
        next[^1] = demand;
        return new DemandWindow(Period, next, oldest, period, sample);
    }

    /// <summary>Mean demand over the known periods among the latest that <paramref name="length"/> covers; null if none is known.</summary>
    public double? Mean(TimeSpan length)
    {
        var count = Math.Clamp(PeriodsIn(length, Period), 1, _demand.Length);
        var sum = 0.0;
        var known = 0;
        for (var i = _demand.Length - count; i < _demand.Length; i++)
        {
            if (!double.IsNaN(_demand[i]))
            {
                sum += _demand[i];
                known++;
            }
        }

        return known > 0 ? sum / known : null;
    }

    /// <summary>
    /// The largest mean over <paramref name="smoothing"/> that ends within the latest <paramref name="length"/>; null while samples do not reach back over the whole
    /// length, or if too little of it is known.
    /// </summary>
    /// <param name="length">How far back.</param>
    /// <param name="smoothing">The window of each mean.</param>
    /// <param name="minKnownRatio">The fraction of the periods that must be known.</param>
    public double? Peak(TimeSpan length, TimeSpan smoothing, double minKnownRatio)
    {
        var count = Math.Max(1, PeriodsIn(length, Period));
        if (Newest is null || count > _demand.Length || _newestPeriod - _oldestPeriod + 1 < count)
        {
            return null;
        }

        var span = Math.Clamp(PeriodsIn(smoothing, Period), 1, _demand.Length);
        var known = 0;
        double? peak = null;
        for (var end = _demand.Length - count; end < _demand.Length; end++)
        {
            if (double.IsNaN(_demand[end]))
            {
                continue;
            }

            known++;
            var mean = MeanEndingAt(end, span);
            peak = peak is { } sofar && sofar >= mean ? sofar : mean;
        }

        return known >= minKnownRatio * count ? peak : null;
    }

    /// <summary>How many periods make up a length, rounded up.</summary>
    public static int PeriodsIn(TimeSpan length, TimeSpan period) => (int)((length.Ticks + period.Ticks - 1) / period.Ticks);

    private double MeanEndingAt(int end, int span)
    {
        var sum = 0.0;
        var known = 0;
        for (var i = Math.Max(0, end - span + 1); i <= end; i++)
        {
            if (!double.IsNaN(_demand[i]))
            {
                sum += _demand[i];
                known++;
            }
        }

        return sum / known;
    }
}
