namespace Orleans.SingleProcess.Simulation;

/// <summary>The events of the present instant. The seed decides which is next.</summary>
internal sealed class DueEvents(ulong seed)
{
    private DueEvent[] _events = new DueEvent[256];
    private readonly SeededNumbers _numbers = new(seed);

    public int Count { get; private set; }

    public void Add(DueEvent due)
    {
        if (Count == _events.Length)
        {
            Array.Resize(ref _events, Count * 2);
        }

        _events[Count++] = due;
    }

    /// <summary>Takes out any one; there must be one.</summary>
    public DueEvent Draw()
    {
        var index = (int)((_numbers.Next() >> 32) * (ulong)Count >> 32);
        var drawn = _events[index];
        _events[index] = _events[--Count];
        _events[Count] = default;
        return drawn;
    }

    public void RemoveAll(Predicate<DueEvent> matches)
    {
        var kept = 0;
        for (var index = 0; index < Count; index++)
        {
            if (!matches(_events[index]))
            {
                _events[kept++] = _events[index];
            }
        }

        Array.Clear(_events, kept, Count - kept);
        Count = kept;
    }
}

/// <summary>An event and what it is about.</summary>
internal readonly record struct DueEvent(object Item, SimulatedEventKind Kind);
