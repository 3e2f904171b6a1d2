namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>Keeps every feed of the process from asking for a while after one was throttled; longer with each time in a row. Safe for use from several threads.</summary>
internal sealed class QueryThrottle(TimeSpan firstDelay)
{
    private const int LongestFactor = 16;

    private readonly Lock _lock = new();
    private TimeSpan _delay;
    private DateTimeOffset _until;

    /// <summary>How long not to ask; null to ask.</summary>
    public TimeSpan? WaitAt(DateTimeOffset now)
    {
        lock (_lock)
        {
            // A clock that was set back ends the wait too.
            return now < _until && _until - now <= _delay ? _until - now : null;
        }
    }

    /// <summary>A query was throttled: how long not to ask.</summary>
    public TimeSpan OnThrottled(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (now < _until)
            {
                // Another query of the same moment: once is enough.
                return _until - now;
            }

            _delay = _delay == TimeSpan.Zero ? firstDelay : TimeSpan.FromTicks(Math.Min(2 * _delay.Ticks, LongestFactor * firstDelay.Ticks));
            _until = now + _delay;
            return _delay;
        }
    }

    /// <summary>A query was answered.</summary>
    public void OnAnswered()
    {
        lock (_lock)
        {
            _delay = _delay <= firstDelay ? TimeSpan.Zero : _delay / 2;
        }
    }
}
