using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>
/// Where one component's traffic meets its ready copies. Copies may come before the traffic does, and traffic before copies: until it is registered there is none.
/// </summary>
internal sealed class ComponentDesk(ComponentKey key, WorldEvents events)
{
    private readonly SortedDictionary<long, RoutedCopy> _copies = [];
    private readonly DemandTruth _truth = new(events.Now);
    private readonly SupplyWatch _watch = new();
    private IServiceModel? _model;
    private TimeSpan _ttftObjective;
    private int _routed;

    public ComponentKey Key { get; } = key;

    /// <summary>Whether it is a target of traffic, and so publishes metrics.</summary>
    public bool IsPublished { get; private set; }

    public void Register(ComponentSpec spec, TrafficSource source)
    {
        if (_model is not null)
        {
            throw new InvalidOperationException($"Traffic of {Key} is registered already; a component has one source.");
        }

        TrafficChecks.ThrowIfInvalid(Key, source, events.Now);
        _truth.Advance(events.Now);
        _truth.SetNeed(spec.MinCopies, spec.Policy.TargetConcurrencyPerCopy);
        _ttftObjective = spec.TtftObjective;
        IsPublished = true;
        _model = source switch
        {
            TrafficSource.Requests requests => new RequestServiceModel(events, requests, OnOfferedChanged, OnDrained),
            TrafficSource.Rates rates => new FluidServiceModel(events, rates, OnOfferedChanged, OnDrained),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        foreach (var (number, copy) in _copies)
        {
            _model.Add(number, copy.MaxConcurrency);
        }
    }

    /// <summary>Ends arrivals and metrics, as for a component that was removed; what is in flight is still served.</summary>
    public void Retire()
    {
        Advance();
        IsPublished = false;
        _model?.EndArrivals();
    }

    /// <summary>Routes requests to a copy.</summary>
    /// <param name="number">The copy.</param>
    /// <param name="maxConcurrency">Requests that it serves at once.</param>
    /// <param name="drained">Told when a drain is over.</param>
    public void Add(long number, double maxConcurrency, Action drained)
    {
        Advance();
        _copies.Add(number, new RoutedCopy(maxConcurrency, drained));
        ChangeRouted(1);
        _model?.Add(number, maxConcurrency);
    }

    /// <summary>Routes no more requests to a copy.</summary>
    /// <returns>Whether it served none, and has left.</returns>
    public bool Drain(long number)
    {
        Advance();
        ChangeRouted(-1);
        _copies[number].IsDraining = true;
        if (_model?.Drain(number) ?? true)
        {
            _copies.Remove(number);
            return true;
        }

        return false;
    }

    public void Undrain(long number)
    {
        Advance();
        ChangeRouted(1);
        _copies[number].IsDraining = false;
        _model?.Undrain(number);
    }

    /// <summary>Takes a copy away at once.</summary>
    public void Cut(long number)
    {
        Advance();
        if (_copies.Remove(number, out var copy))
        {
            ChangeRouted(copy.IsDraining ? 0 : -1);
            _model?.Cut(number);
        }
    }

    public void NoteSupply(int readyAndComing, DateTimeOffset at)
    {
        Advance();
        _watch.Note(readyAndComing, _truth.DemandCopies, at);
    }

    public PeriodLoad TakePeriod()
    {
        Advance();
        return _model?.TakePeriod() ?? default;
    }

    public TrafficReading Read()
    {
        Advance();
        var totals = _model?.Totals ?? default;
        return new TrafficReading
        {
            Endpoint = Key.Endpoint,
            Component = Key.Component,
            Totals = totals,
            MeanWait = _model is { } model && totals.Arrived > 0 ? TimeSpan.FromSeconds(model.QueuedSeconds / totals.Arrived) : TimeSpan.Zero,
            Ttft = _model?.TtftSeconds is { } seconds ? TtftReading.Of(seconds, _ttftObjective, (long)totals.Arrived) : null,
            Provision = _truth.Read(),
            Crossings = [.. _watch.Answered],
            CrossingsTakenBack = _watch.TakenBack,
            DemandCopies = _truth.DemandCopies,
            ReadyCopies = _truth.ReadyCopies,
        };
    }

    public double ReadyCopyHours()
    {
        Advance();
        return _truth.ReadyCopyHours;
    }

    private void Advance()
    {
        _model?.Advance(events.Now);
        _truth.Advance(events.Now);
    }

    private void ChangeRouted(int by)
    {
        _routed += by;
        _truth.SetReady(_routed);
    }

    private void OnOfferedChanged(double offered)
    {
        _truth.Advance(events.Now);
        _truth.SetOffered(offered);
        _watch.Observe(_truth.DemandCopies, events.Now);
    }

    private void OnDrained(long number)
    {
        if (_copies.Remove(number, out var copy))
        {
            copy.Drained();
        }
    }

    private sealed class RoutedCopy(double maxConcurrency, Action drained)
    {
        public double MaxConcurrency { get; } = maxConcurrency;

        public Action Drained { get; } = drained;

        public bool IsDraining { get; set; }
    }
}
