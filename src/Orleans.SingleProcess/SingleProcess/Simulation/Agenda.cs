namespace Orleans.SingleProcess.Simulation;

/// <summary>Events to come, by time and, within a time, in the order they were added. A four-way heap whose events know their places.</summary>
internal sealed class Agenda
{
    private const int Fanout = 4;

    private TimedEvent[] _heap = new TimedEvent[256];

    public int Count { get; private set; }

    /// <summary>The earliest event; there must be one.</summary>
    public TimedEvent First => _heap[0];

    public void Add(TimedEvent added)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        SiftUp(Count++, added);
    }

    public void Remove(TimedEvent removed)
    {
        var index = removed.Index;
        removed.Index = TimedEvent.Nowhere;
        var last = _heap[--Count];
        _heap[Count] = null!;
        if (ReferenceEquals(last, removed))
        {
            return;
        }

        SiftUp(index, last);
        SiftDown(last.Index, last);
    }

    public void RemoveAll(Func<TimedEvent, bool> matches)
    {
        foreach (var removed in _heap.Take(Count).Where(matches).ToList())
        {
            Remove(removed);
        }
    }

    private static bool IsBefore(TimedEvent left, TimedEvent right) =>
        left.DueTicks != right.DueTicks ? left.DueTicks < right.DueTicks : left.Sequence < right.Sequence;

    private void SiftUp(int index, TimedEvent moved)
    {
        while (index > 0)
        {
            var parent = (index - 1) / Fanout;
            if (!IsBefore(moved, _heap[parent]))
            {
                break;
            }

            Put(index, _heap[parent]);
            index = parent;
        }

        Put(index, moved);
    }

    private void SiftDown(int index, TimedEvent moved)
    {
        while (true)
        {
            var child = (index * Fanout) + 1;
            if (child >= Count)
            {
                break;
            }

            var smallest = child;
            var end = Math.Min(child + Fanout, Count);
            for (child++; child < end; child++)
            {
                if (IsBefore(_heap[child], _heap[smallest]))
                {
                    smallest = child;
                }
            }

            if (!IsBefore(_heap[smallest], moved))
            {
                break;
            }

            Put(index, _heap[smallest]);
            index = smallest;
        }

        Put(index, moved);
    }

    private void Put(int index, TimedEvent placed)
    {
        _heap[index] = placed;
        placed.Index = index;
    }
}
