using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Simulated.Options;

namespace Autoscaler.Cloud.Simulated.Instances;

/// <summary>Seeded outages of one pool: exponential times with stock and without, in turn.</summary>
internal sealed class OutageProcess(CapacityOptions options, SeededRandom random, DateTimeOffset start)
{
    private bool _isOut;
    private DateTimeOffset _changesAt = start + TimeUntilOutage(options, random);

    /// <summary>Whether the pool is out; times must not go back.</summary>
    public bool IsOutAt(DateTimeOffset now)
    {
        while (_changesAt <= now)
        {
            _isOut = !_isOut;
            _changesAt += _isOut
                ? random.NextWait(1 / options.MeanOutage.TotalHours)
                : TimeUntilOutage(options, random);
        }

        return _isOut;
    }

    private static TimeSpan TimeUntilOutage(CapacityOptions options, SeededRandom random) =>
        random.NextWait(options.OutagesPerDay / TimeSpan.FromDays(1).TotalHours);
}
