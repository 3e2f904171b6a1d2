namespace Orleans.SingleProcess.Simulation;

/// <summary>The events of the present instant. The seed decides which is next.</summary>
internal sealed class DueEvents(ulong seed)
{
    private DueEvent[] _events = new DueEvent[256];
    private ulong _random = seed;

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
        var index = (int)((NextRandom() >> 32) * (ulong)Count >> 32);
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

    /// <summary>SplitMix64.</summary>
    private ulong NextRandom()
    {
        var mixed = _random += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

/// <summary>An event and what it is about.</summary>
internal readonly record struct DueEvent(object Item, SimulatedEventKind Kind);
