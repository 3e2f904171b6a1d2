namespace Autoscaler.Cloud.Simulated.Events;

/// <summary>
/// The world's clock and what is still to happen in it. Events run in the order of their times, those of one time in the order in which they were scheduled. Nothing
/// happens by itself: whoever looks at the world first pulls it forward to the time at which it looks.
/// </summary>
internal sealed class WorldEvents(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, EventOrder> _queue = new();
    private long _scheduled;

    /// <summary>The time of the event that runs, or to which the world was pulled, UTC.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Events run so far.</summary>
    public long Ran { get; private set; }

    /// <summary>Schedules an event; one that is due already runs next, after those due at the same time.</summary>
    public void Schedule(DateTimeOffset at, Action run) =>
        _queue.Enqueue(run, new EventOrder(Math.Max(at.UtcTicks, Now.UtcTicks), _scheduled++));

    /// <summary>Runs what is due until <paramref name="to"/>, inclusive. A clock that stepped back changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset to)
    {
        while (_queue.TryPeek(out var run, out var order) && order.Ticks <= to.UtcTicks)
        {
            _queue.Dequeue();
            Now = new DateTimeOffset(order.Ticks, TimeSpan.Zero);
            Ran++;
            run();
        }

        if (to > Now)
        {
            Now = to.ToUniversalTime();
        }
    }

    private readonly record struct EventOrder(long Ticks, long Number) : IComparable<EventOrder>
    {
        public int CompareTo(EventOrder other) => Ticks != other.Ticks ? Ticks.CompareTo(other.Ticks) : Number.CompareTo(other.Number);
    }
}
