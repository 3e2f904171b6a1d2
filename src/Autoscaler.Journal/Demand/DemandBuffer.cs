using Autoscaler.Grains.Journal;

namespace Autoscaler.Journal.Demand;

/// <summary>
/// The minutes that are not written yet. A minute is written once it is over and what comes late has had time to come, so that a component costs one write a minute. Safe
/// for use from several threads.
/// </summary>
internal sealed class DemandBuffer(JournalLimits limits, int maxOpen)
{
    /// <summary>How long after its end a minute waits for what comes late.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(45);

    private readonly Lock _gate = new();
    private readonly Dictionary<EndpointId, List<OpenMinute>> _open = [];
    private readonly SortedDictionary<long, List<OpenMinute>> _byMinute = [];
    private int _count;
    private long _refused;
    private long _version;

    /// <summary>Points that found all places taken.</summary>
    public long RefusedCount => Interlocked.Read(ref _refused);

    /// <summary>Changes whenever minutes were written, and so are no longer here.</summary>
    public long Version => Interlocked.Read(ref _version);

    public void Add(ReadOnlySpan<DemandRow> rows, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (ref readonly var row in rows)
            {
                if (!DemandSteps.IsTaken(row.Point.Start, now, limits))
                {
                    continue;
                }

                if (MinuteOf(row) is { } minute)
                {
                    minute.Add(DemandSteps.FineOf(row.Point.Start), DemandCell.Of(row.Point));
                }
                else
                {
                    Interlocked.Increment(ref _refused);
                }
            }
        }
    }

    /// <summary>Takes minutes that are due to be written, the oldest first. They stay here, to be read, until they are <see cref="Written"/> or <see cref="Return"/>ed.</summary>
    public ImmutableArray<OpenMinute> TakeDue(DateTimeOffset now, int limit) => Take(DemandSteps.MinuteOf(now - Grace), limit);

    /// <summary>Takes minutes, due or not.</summary>
    public ImmutableArray<OpenMinute> TakeAny(int limit) => Take(long.MaxValue, limit);

    /// <summary>Lets go minutes that are written.</summary>
    public void Written(ImmutableArray<OpenMinute> minutes)
    {
        lock (_gate)
        {
            foreach (var minute in minutes)
            {
                Remove(minute);
            }

            Interlocked.Increment(ref _version);
        }
    }

    /// <summary>Takes back minutes that could not be written.</summary>
    public void Return(ImmutableArray<OpenMinute> minutes)
    {
        lock (_gate)
        {
            foreach (var minute in minutes)
            {
                if (Find(minute.Endpoint, minute.Component, minute.Minute) is { } open)
                {
                    open.Add(minute);
                    Remove(minute);
                }
                else
                {
                    minute.IsLeaving = false;
                    Queue(minute);
                }
            }
        }
    }

    /// <summary>What of an endpoint is not written, a copy of it, and the <see cref="Version"/> that it belongs to.</summary>
    public (long Version, ImmutableArray<OpenMinute> Minutes) Of(EndpointId endpoint)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(endpoint) ?? [];
            return (Version, [.. open.Select(static minute =>
            {
                var copy = new OpenMinute(minute.Endpoint, minute.Component, minute.Minute);
                copy.Add(minute);
                return copy;
            })]);
        }
    }

    // Before this minute; the last of a list are taken, which costs nothing to the rest.
    private ImmutableArray<OpenMinute> Take(long before, int limit)
    {
        lock (_gate)
        {
            if (_byMinute.Count == 0 || _byMinute.First().Key >= before)
            {
                return [];
            }

            var taken = ImmutableArray.CreateBuilder<OpenMinute>();
            while (taken.Count < limit && _byMinute.Count > 0 && _byMinute.First() is var (minute, waiting) && minute < before)
            {
                var count = Math.Min(limit - taken.Count, waiting.Count);
                taken.AddRange(waiting[^count..]);
                waiting.RemoveRange(waiting.Count - count, count);
                if (waiting.Count == 0)
                {
                    _byMinute.Remove(minute);
                }
            }

            foreach (var one in taken)
            {
                one.IsLeaving = true;
            }

            return taken.ToImmutable();
        }
    }

    private OpenMinute? MinuteOf(in DemandRow row)
    {
        var minute = DemandSteps.MinuteOf(row.Point.Start);
        if (Find(row.Endpoint, row.Component, minute) is { } open)
        {
            return open;
        }

        if (_count >= maxOpen)
        {
            return null;
        }

        open = new OpenMinute(row.Endpoint, row.Component, minute);
        if (!_open.TryGetValue(row.Endpoint, out var known))
        {
            _open[row.Endpoint] = known = [];
        }

        known.Add(open);
        Queue(open);
        _count++;
        return open;
    }

    private OpenMinute? Find(EndpointId endpoint, ComponentName component, long minute)
    {
        if (!_open.TryGetValue(endpoint, out var known))
        {
            return null;
        }

        foreach (var open in known)
        {
            if (open.Minute == minute && !open.IsLeaving && open.Component == component)
            {
                return open;
            }
        }

        return null;
    }

    private void Queue(OpenMinute open)
    {
        if (!_byMinute.TryGetValue(open.Minute, out var waiting))
        {
            _byMinute[open.Minute] = waiting = [];
        }

        waiting.Add(open);
    }

    private void Remove(OpenMinute minute)
    {
        var known = _open[minute.Endpoint];
        known.Remove(minute);
        _count--;
        if (known.Count == 0)
        {
            _open.Remove(minute.Endpoint);
        }
    }
}
