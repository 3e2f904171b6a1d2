namespace Orleans.Runtime;

/// <summary>A timer that a grain registered.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets new times, counted from now.</summary>
    /// <param name="dueTime">Time to the next tick; <see cref="Timeout.InfiniteTimeSpan"/> stops the timer.</param>
    /// <param name="period">Time from the end of one tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> means one tick only.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, or the period is zero.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}
