using Autoscaler.Contracts.Capacity;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Capacity;

/// <summary>Remembers refusals in memory only: they are worth minutes, and a restart costs at most one refused call a pool.</summary>
internal sealed class CapacityMemoryGrain(TimeProvider clock, IOptions<FleetOptions> options) : Grain, ICapacityMemoryGrain
{
    // The avoidance doubles at most so often.
    private const int MaxDoublings = 4;

    // A pool is forgotten when it was not refused for this many times its avoidance.
    private const int ForgetAfter = 4;

    private ImmutableSortedDictionary<InstancePool, CapacityRefusal> _refusals = ImmutableSortedDictionary<InstancePool, CapacityRefusal>.Empty;
    private CapacitySnapshot _snapshot = CapacitySnapshot.Empty;

    public Task RecordAsync(ImmutableArray<InstancePool> refused, InstancePool? granted, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var pool in refused)
        {
            var known = _refusals.GetValueOrDefault(pool);
            if (known?.AvoidUntil > now)
            {
                // A launch that was decided before the pool was known to be out: of a burst, one refusal counts.
                _refusals = _refusals.SetItem(pool, known with { LastRefusedAt = now });
                continue;
            }

            var inARow = (known?.RefusalsInARow ?? 0) + 1;
            _refusals = _refusals.SetItem(pool, new CapacityRefusal(pool, now, now + AvoidanceAfter(inARow), inARow));
        }

        if (granted is { } free)
        {
            _refusals = _refusals.Remove(free);
        }

        Publish(now);
        return Task.CompletedTask;
    }

    public ValueTask<CapacitySnapshot> GetSnapshotAsync(CancellationToken cancellationToken)
    {
        if (!_refusals.IsEmpty)
        {
            Publish(clock.GetUtcNow());
        }

        return new ValueTask<CapacitySnapshot>(_snapshot);
    }

    private TimeSpan AvoidanceAfter(int refusalsInARow) => options.Value.CapacityAvoidance * (1 << Math.Min(refusalsInARow - 1, MaxDoublings));

    private void Publish(DateTimeOffset now)
    {
        foreach (var (pool, refusal) in _refusals)
        {
            if (now - refusal.LastRefusedAt > ForgetAfter * AvoidanceAfter(refusal.RefusalsInARow))
            {
                _refusals = _refusals.Remove(pool);
            }
        }

        if (_refusals.Count != _snapshot.Refusals.Length || !_refusals.Values.SequenceEqual(_snapshot.Refusals))
        {
            _snapshot = new CapacitySnapshot([.. _refusals.Values]);
        }
    }
}
