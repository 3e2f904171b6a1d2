using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Journal;

/// <summary>Keeps history in memory, and not much of it: for simulations and tests, and for a silo without a store of its own. It answers at once, and the same to the same.</summary>
public sealed class MemoryJournalStore : IJournalStore
{
    /// <summary>Components whose demand is kept; of any more it is not.</summary>
    public const int MaxSeries = 500;

    private readonly TimeProvider _clock;
    private readonly JournalLimits _limits;

    // Grains call from turns on several threads; no turn waits for longer than a page takes.
    private readonly object _gate = new();
    private readonly List<JournalEntry> _events = [];
    private readonly List<ChangeRecord> _changes = [];
    private readonly SortedDictionary<EndpointId, SortedDictionary<ComponentName, MemoryDemandSeries>> _demand = [];
    private long _lastEvent;
    private long _lastChange;
    private int _series;
    private long _prunedMinute;

    /// <summary>A store with nothing in it.</summary>
    /// <param name="clock">What says how old something is.</param>
    /// <param name="limits">How much is kept; null for <see cref="DefaultLimits"/>.</param>
    public MemoryJournalStore(TimeProvider clock, JournalLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        (_clock, _limits) = (clock, limits ?? DefaultLimits);
    }

    /// <summary>10,000 events and 10,000 changes, and one day of minutes: about 100 MB at the most.</summary>
    public static JournalLimits DefaultLimits { get; } = new() { MaxEvents = 10_000, MaxChanges = 10_000, CoarseDemandKept = TimeSpan.FromDays(1) };

    /// <inheritdoc/>
    public Task AppendEventsAsync(ImmutableArray<FleetEvent> events, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var happened in events)
            {
                _events.Add(new JournalEntry(++_lastEvent, happened));
            }

            var cutoff = _clock.GetUtcNow() - _limits.EventsKept;
            _events.RemoveAll(entry => entry.Event.At < cutoff || entry.Number <= _lastEvent - _limits.MaxEvents);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AppendChangeAsync(ChangeRecord change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            _changes.Add(change with { Number = ++_lastChange });
            var cutoff = _clock.GetUtcNow() - _limits.ChangesKept;
            _changes.RemoveAll(kept => kept.At < cutoff || kept.Number <= _lastChange - _limits.MaxChanges);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AppendDemandAsync(ImmutableArray<DemandRow> rows, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            foreach (var row in rows)
            {
                if (DemandSteps.IsTaken(row.Point.Start, now, _limits) && SeriesOf(row.Endpoint, row.Component) is { } series)
                {
                    series.Add(row.Point);
                }
            }

            Prune(now);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<EventPage> ReadEventsAsync(HistoryScope scope, EventQuery query, CancellationToken cancellationToken)
    {
        query.ThrowIfInvalid();
        lock (_gate)
        {
            var found = (query.After is null ? _events.AsEnumerable().Reverse() : _events)
                .Where(entry => scope.Contains(entry.Event.Endpoint) && IsAsked(entry, query))
                .Take(query.Limit + 1)
                .ToImmutableArray();
            return Task.FromResult(new EventPage(
                found.Length > query.Limit ? found[..query.Limit] : found, found.Length > query.Limit, _lastEvent, _events.Count == 0 ? 0 : _events[0].Number));
        }
    }

    /// <inheritdoc/>
    public Task<ChangePage> ReadChangesAsync(HistoryScope scope, ChangeQuery query, CancellationToken cancellationToken)
    {
        query.ThrowIfInvalid();
        lock (_gate)
        {
            var found = _changes.AsEnumerable().Reverse()
                .Where(change => (query.Before is not { } before || change.Number < before) && IsIn(scope, change))
                .Take(query.Limit + 1)
                .ToImmutableArray();
            return Task.FromResult(new ChangePage(found.Length > query.Limit ? found[..query.Limit] : found, found.Length > query.Limit));
        }
    }

    /// <inheritdoc/>
    public Task<DemandHistory> ReadDemandAsync(EndpointId endpoint, DemandQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_gate)
        {
            var (from, until) = DemandSteps.RangeOf(query, _clock.GetUtcNow(), _limits);
            var known = _demand.GetValueOrDefault(endpoint) ?? [];
            var series = known.Where(one => query.Component is not { } component || one.Key == component)
                .Select(one => new DemandSeries(one.Key, one.Value.Read(query.Step, from, until)))
                .Where(one => !one.Points.IsEmpty);
            return Task.FromResult(new DemandHistory(query.Step, [.. series]));
        }
    }

    private static bool IsAsked(JournalEntry entry, EventQuery query) =>
        (query.After is not { } after || entry.Number > after)
        && (query.Before is not { } before || entry.Number < before)
        && (query.Kinds & entry.Event.KindOf()) != 0
        && (query.Decision is not { } decision || entry.Event.DecisionOf() == decision)
        && (query.From is not { } from || entry.Event.At >= from)
        && (query.To is not { } to || entry.Event.At < to);

    private static bool IsIn(HistoryScope scope, ChangeRecord change) =>
        (scope.Tenant is not { } tenant || tenant == change.Tenant) && (scope.Endpoint is null || change.Endpoint is { } endpoint && scope.Contains(endpoint));

    private MemoryDemandSeries? SeriesOf(EndpointId endpoint, ComponentName component)
    {
        if (_demand.TryGetValue(endpoint, out var known) && known.TryGetValue(component, out var series))
        {
            return series;
        }

        if (_series >= MaxSeries)
        {
            return null;
        }

        _series++;
        known ??= _demand[endpoint] = [];
        return known[component] = new MemoryDemandSeries();
    }

    // Each minute, and then all of them: an endpoint that is gone adds no more points itself.
    private void Prune(DateTimeOffset now)
    {
        if (DemandSteps.MinuteOf(now) is var minute && minute == _prunedMinute)
        {
            return;
        }

        _prunedMinute = minute;
        foreach (var (endpoint, known) in _demand.ToList())
        {
            foreach (var (component, series) in known.ToList())
            {
                series.Prune(DemandSteps.MinuteOf(now - _limits.FineDemandKept), DemandSteps.MinuteOf(now - _limits.CoarseDemandKept));
                if (series.IsEmpty)
                {
                    known.Remove(component);
                    _series--;
                }
            }

            if (known.Count == 0)
            {
                _demand.Remove(endpoint);
            }
        }
    }
}
