using Autoscaler.Cloud.Simulated.Events;

namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>
/// Single requests: one queue, first come first served; a request goes to the routed copy with the fewest in service (then the lowest number) that has room.
/// </summary>
internal sealed class RequestServiceModel : IServiceModel
{
    private readonly WorldEvents _events;
    private readonly TrafficSource.Requests _source;
    private readonly Action<double> _offeredChanged;
    private readonly Action<long> _drained;
    private readonly Queue<WaitingRequest> _queue = new();
    private readonly PriorityQueue<WaitingRequest, int> _returned = new();
    private readonly SortedDictionary<long, ServingCopy> _copies = [];
    private readonly SortedSet<ServingCopy> _withRoom = new(ServingCopy.ByLoad);
    private readonly List<double> _ttftSeconds = [];
    private readonly Action _arrive;
    private DateTimeOffset _until;
    private int _next;
    private int _offered;
    private int _inFlight;
    private int _interrupted;
    private int _lost;
    private bool _ended;
    private double _concurrencySeconds;
    private int _periodArrivals;

    /// <param name="events">The world's events.</param>
    /// <param name="source">The trace.</param>
    /// <param name="offeredChanged">Told what would be in service had nobody waited.</param>
    /// <param name="drained">Told of a draining copy's last end.</param>
    public RequestServiceModel(WorldEvents events, TrafficSource.Requests source, Action<double> offeredChanged, Action<long> drained)
    {
        _events = events;
        _source = source;
        _offeredChanged = offeredChanged;
        _drained = drained;
        _until = events.Now;
        _arrive = Arrive;
        ScheduleNext();
    }

    public TrafficTotals Totals => new(_next, _ttftSeconds.Count, _lost, _inFlight, Queued, _interrupted);

    public IReadOnlyList<double>? TtftSeconds => _ttftSeconds;

    public double QueuedSeconds { get; private set; }

    private int Queued => _queue.Count + _returned.Count;

    public void Advance(DateTimeOffset now)
    {
        var seconds = (now - _until).TotalSeconds;
        if (seconds > 0)
        {
            _until = now;
            _concurrencySeconds += (_inFlight + Queued) * seconds;
            QueuedSeconds += Queued * seconds;
        }
    }

    public void Add(long copy, double maxConcurrency)
    {
        var added = new ServingCopy(copy, (int)Math.Max(1, Math.Floor(maxConcurrency)));
        _copies.Add(copy, added);
        _withRoom.Add(added);
        Dispatch();
    }

    public bool Drain(long copy)
    {
        var draining = _copies[copy];
        _withRoom.Remove(draining);
        draining.IsDraining = true;
        return draining.InService.Count == 0 && _copies.Remove(copy);
    }

    public void Undrain(long copy)
    {
        var undrained = _copies[copy];
        undrained.IsDraining = false;
        if (undrained.HasRoom)
        {
            _withRoom.Add(undrained);
        }

        Dispatch();
    }

    public void Cut(long copy)
    {
        if (!_copies.Remove(copy, out var cut))
        {
            return;
        }

        _withRoom.Remove(cut);
        foreach (var service in cut.InService)
        {
            service.IsCut = true;
            _inFlight--;
            _interrupted++;
            if (service.Request.WasCut)
            {
                _lost++;
            }
            else
            {
                _returned.Enqueue(service.Request with { WasCut = true }, service.Request.Index);
            }
        }

        Dispatch();
    }

    public void EndArrivals() => _ended = true;

    public PeriodLoad TakePeriod()
    {
        var load = new PeriodLoad(_concurrencySeconds, _periodArrivals);
        (_concurrencySeconds, _periodArrivals) = (0, 0);
        return load;
    }

    private DateTimeOffset ArrivalOf(int index) => _source.StartsAt + _source.Trace[index].At;

    private void ScheduleNext()
    {
        if (_next < _source.Trace.Length)
        {
            _events.Schedule(ArrivalOf(_next), _arrive);
        }
    }

    private void Arrive()
    {
        if (_ended)
        {
            return;
        }

        Advance(_events.Now);
        var index = _next++;
        _periodArrivals++;
        _offeredChanged(++_offered);
        _events.Schedule(_events.Now + _source.ServiceTime.Total(_source.Trace[index]), () => _offeredChanged(--_offered));
        _queue.Enqueue(new WaitingRequest(index, WasCut: false));
        Dispatch();
        ScheduleNext();
    }

    private void Dispatch()
    {
        while (Queued > 0 && _withRoom.Min is { } copy)
        {
            var request = _returned.Count > 0 ? _returned.Dequeue() : _queue.Dequeue();
            var service = new RequestInService(request, _events.Now, copy);
            _withRoom.Remove(copy);
            service.Position = copy.InService.Count;
            copy.InService.Add(service);
            _inFlight++;
            if (copy.HasRoom)
            {
                _withRoom.Add(copy);
            }

            _events.Schedule(_events.Now + _source.ServiceTime.Total(_source.Trace[request.Index]), () => End(service));
        }
    }

    private void End(RequestInService service)
    {
        if (service.IsCut)
        {
            return;
        }

        Advance(_events.Now);
        var copy = service.Copy;
        var index = service.Request.Index;
        var waited = service.TakenAt - ArrivalOf(index);
        _ttftSeconds.Add((waited + _source.ServiceTime.ToFirstToken(_source.Trace[index])).TotalSeconds);
        _inFlight--;
        _withRoom.Remove(copy);
        copy.Remove(service);
        if (!copy.IsDraining)
        {
            _withRoom.Add(copy);
            Dispatch();
        }
        else if (copy.InService.Count == 0)
        {
            _copies.Remove(copy.Number);
            _drained(copy.Number);
        }
    }

    private readonly record struct WaitingRequest(int Index, bool WasCut);

    private sealed class RequestInService(WaitingRequest request, DateTimeOffset takenAt, ServingCopy copy)
    {
        public WaitingRequest Request { get; } = request;

        public DateTimeOffset TakenAt { get; } = takenAt;

        public ServingCopy Copy { get; } = copy;

        public int Position { get; set; }

        public bool IsCut { get; set; }
    }

    private sealed class ServingCopy(long number, int maxConcurrency)
    {
        /// <summary>Fewest in service first; a copy leaves the set before its load changes.</summary>
        public static IComparer<ServingCopy> ByLoad { get; } = Comparer<ServingCopy>.Create(static (left, right) =>
            left.InService.Count != right.InService.Count
                ? left.InService.Count.CompareTo(right.InService.Count)
                : left.Number.CompareTo(right.Number));

        public long Number { get; } = number;

        public List<RequestInService> InService { get; } = [];

        public bool IsDraining { get; set; }

        public bool HasRoom => InService.Count < maxConcurrency;

        public void Remove(RequestInService service)
        {
            var last = InService[^1];
            InService[service.Position] = last;
            last.Position = service.Position;
            InService.RemoveAt(InService.Count - 1);
        }
    }
}
