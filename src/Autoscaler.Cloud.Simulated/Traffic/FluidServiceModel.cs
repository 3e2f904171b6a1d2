using Autoscaler.Cloud.Simulated.Events;

namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>
/// Traffic as a fluid, linear between events. In the system are the offered requests (rate × service time) while capacity carries them; else capacity is full and the
/// queue grows by rate − capacity ÷ service time, and is worked off likewise. A queue passes to new capacity, and what a cut copy served passes to the queue,
/// without loss. A draining copy keeps the share that it served when its drain began, for one service time.
/// </summary>
/// <remarks>
/// Simplified: where capacity is not full, in flight follows the rate at once instead of within a service time. Done is arrived less what is in the system.
/// </remarks>
internal sealed class FluidServiceModel : IServiceModel
{
    private readonly WorldEvents _events;
    private readonly TrafficSource.Rates _source;
    private readonly Action<double> _offeredChanged;
    private readonly Action<long> _drained;
    private readonly SortedDictionary<long, FluidCopy> _copies = [];
    private readonly double _serviceSeconds;
    private DateTimeOffset _until;
    private int _next;
    private bool _ended;
    private double _requestsPerSecond;
    private double _routedCapacity;
    private double _drainingCapacity;
    private double _inSystem;
    private double _arrived;
    private double _interrupted;
    private double _concurrencySeconds;
    private double _periodArrivals;

    /// <param name="events">The world's events.</param>
    /// <param name="source">The rates.</param>
    /// <param name="offeredChanged">Told what would be in service had nobody waited.</param>
    /// <param name="drained">Told of a draining copy's last end.</param>
    public FluidServiceModel(WorldEvents events, TrafficSource.Rates source, Action<double> offeredChanged, Action<long> drained)
    {
        _events = events;
        _source = source;
        _offeredChanged = offeredChanged;
        _drained = drained;
        _serviceSeconds = source.MeanServiceTime.TotalSeconds;
        _until = events.Now;
        ScheduleNext();
    }

    public TrafficTotals Totals => new(_arrived, _arrived - _inSystem, 0, InFlight, _inSystem - InFlight, _interrupted);

    public IReadOnlyList<double>? TtftSeconds => null;

    public double QueuedSeconds { get; private set; }

    private double Capacity => _routedCapacity + _drainingCapacity;

    private double Offered => _requestsPerSecond * _serviceSeconds;

    private double InFlight => Math.Min(_inSystem, Capacity);

    public void Advance(DateTimeOffset now)
    {
        var seconds = (now - _until).TotalSeconds;
        if (seconds <= 0)
        {
            return;
        }

        _until = now;
        _arrived += _requestsPerSecond * seconds;
        _periodArrivals += _requestsPerSecond * seconds;
        var growth = _requestsPerSecond - (Capacity / _serviceSeconds);
        if (_inSystem > Capacity || growth > 0)
        {
            var busy = growth < 0 ? Math.Min(seconds, (_inSystem - Capacity) / -growth) : seconds;
            var inSystemSeconds = (_inSystem + (growth * busy / 2)) * busy;
            _concurrencySeconds += inSystemSeconds;
            QueuedSeconds += inSystemSeconds - (Capacity * busy);
            _inSystem += growth * busy;
            seconds -= busy;
            if (seconds <= 0)
            {
                return;
            }
        }

        _inSystem = Offered;
        _concurrencySeconds += _inSystem * seconds;
    }

    public void Add(long copy, double maxConcurrency)
    {
        _copies.Add(copy, new FluidCopy(maxConcurrency));
        _routedCapacity += maxConcurrency;
        Settle();
    }

    public bool Drain(long copy)
    {
        var draining = _copies[copy];
        var share = Capacity > 0 ? InFlight * draining.MaxConcurrency / Capacity : 0;
        Unroute(draining);
        if (share <= 0)
        {
            _copies.Remove(copy);
            Settle();
            return true;
        }

        draining.DrainingShare = share;
        _drainingCapacity += share;
        var drain = ++draining.Drains;
        _events.Schedule(_events.Now + _source.MeanServiceTime, () => EndDrain(copy, draining, drain));
        Settle();
        return false;
    }

    public void Undrain(long copy)
    {
        var undrained = _copies[copy];
        EndShare(undrained);
        undrained.Drains++;
        _routedCapacity += undrained.MaxConcurrency;
        Settle();
    }

    public void Cut(long copy)
    {
        if (!_copies.Remove(copy, out var cut))
        {
            return;
        }

        cut.Drains++;
        if (cut.DrainingShare is { } share)
        {
            _interrupted += Math.Min(share, InFlight);
            EndShare(cut);
        }
        else
        {
            _interrupted += Capacity > 0 ? InFlight * cut.MaxConcurrency / Capacity : 0;
            Unroute(cut);
        }

        // What it served stays in the system, and so in the queue unless others have room.
        Settle();
    }

    public void EndArrivals()
    {
        _ended = true;
        SetRate(0);
    }

    public PeriodLoad TakePeriod()
    {
        var load = new PeriodLoad(_concurrencySeconds, _periodArrivals);
        (_concurrencySeconds, _periodArrivals) = (0, 0);
        return load;
    }

    private void ScheduleNext()
    {
        if (_next < _source.Steps.Length)
        {
            _events.Schedule(_source.StartsAt + _source.Steps[_next].At, Step);
        }
    }

    private void Step()
    {
        if (_ended)
        {
            return;
        }

        Advance(_events.Now);
        SetRate(_source.Steps[_next++].RequestsPerSecond);
        ScheduleNext();
    }

    private void SetRate(double requestsPerSecond)
    {
        _requestsPerSecond = requestsPerSecond;
        _offeredChanged(Offered);
        Settle();
    }

    /// <summary>Where nothing queues, in flight follows what is offered, up to capacity.</summary>
    private void Settle()
    {
        if (_inSystem <= Capacity)
        {
            _inSystem = Math.Min(Offered, Capacity);
        }
    }

    private void EndDrain(long copy, FluidCopy draining, int drain)
    {
        if (draining.Drains != drain)
        {
            return;
        }

        Advance(_events.Now);
        EndShare(draining);
        _copies.Remove(copy);
        Settle();
        _drained(copy);
    }

    private void Unroute(FluidCopy copy) => _routedCapacity = Math.Max(0, _routedCapacity - copy.MaxConcurrency);

    private void EndShare(FluidCopy copy)
    {
        _drainingCapacity = Math.Max(0, _drainingCapacity - (copy.DrainingShare ?? 0));
        copy.DrainingShare = null;
    }

    private sealed class FluidCopy(double maxConcurrency)
    {
        public double MaxConcurrency { get; } = maxConcurrency;

        /// <summary>What it still serves while it drains; null while it is routed to.</summary>
        public double? DrainingShare { get; set; }

        /// <summary>Counts beginnings and ends of drains, so that an end that was overtaken is known.</summary>
        public int Drains { get; set; }
    }
}
