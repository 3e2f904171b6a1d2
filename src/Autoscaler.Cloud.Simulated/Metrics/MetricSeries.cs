using Autoscaler.Contracts.Demand;

namespace Autoscaler.Cloud.Simulated.Metrics;

/// <summary>The samples of one component, period after period, the oldest dropped once the retention is full.</summary>
internal sealed class MetricSeries(TimeSpan period, int capacity)
{
    private readonly List<StoredSample> _samples = [];
    private int _oldest;
    private DateTimeOffset _firstStart;

    /// <summary>Keeps a sample of the period after the last one's, or of the first.</summary>
    /// <param name="start">The start of the period.</param>
    /// <param name="concurrency">Mean requests in flight and queued.</param>
    /// <param name="arrivalsPerSecond">Mean rate of new requests.</param>
    /// <param name="visibleAt">From when it can be read; null for never.</param>
    public void Append(DateTimeOffset start, double concurrency, double arrivalsPerSecond, DateTimeOffset? visibleAt)
    {
        var sample = new StoredSample(concurrency, arrivalsPerSecond, visibleAt?.UtcTicks ?? long.MaxValue);
        if (_samples.Count == 0)
        {
            _firstStart = start;
        }

        if (_samples.Count < capacity)
        {
            _samples.Add(sample);
            return;
        }

        _samples[_oldest] = sample;
        _oldest = (_oldest + 1) % capacity;
        _firstStart += period;
    }

    /// <summary>The samples whose periods start in [from, before) and that can be read at <paramref name="now"/>, by start.</summary>
    public ImmutableArray<DemandSample> Read(DateTimeOffset from, DateTimeOffset before, DateTimeOffset now)
    {
        if (_samples.Count == 0)
        {
            return [];
        }

        var first = Math.Max(0, PeriodsUntil(from));
        var end = Math.Min(_samples.Count, PeriodsUntil(before));
        if (end <= first)
        {
            return [];
        }

        var read = ImmutableArray.CreateBuilder<DemandSample>((int)(end - first));
        for (var i = first; i < end; i++)
        {
            var sample = _samples[(int)((_oldest + i) % _samples.Count)];
            if (sample.VisibleAtTicks <= now.UtcTicks)
            {
                read.Add(new DemandSample(_firstStart + (period * i), sample.Concurrency, sample.ArrivalsPerSecond));
            }
        }

        return read.DrainToImmutable();
    }

    /// <summary>Periods that start before a time, counted from the first one kept.</summary>
    private long PeriodsUntil(DateTimeOffset time) => (long)Math.Ceiling((double)(time - _firstStart).Ticks / period.Ticks);

    private readonly record struct StoredSample(double Concurrency, double ArrivalsPerSecond, long VisibleAtTicks);
}
