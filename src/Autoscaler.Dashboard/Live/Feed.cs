namespace Autoscaler.Dashboard.Live;

/// <summary>
/// One thing that pages show, read once for all of them: while somebody watches it is read every period, and sooner where somebody says that it changed. Who watches is told
/// of what differs.
/// </summary>
/// <typeparam name="T">What is read; an equal value changed nothing.</typeparam>
public sealed class Feed<T>
    where T : class
{
    // What nobody watches is read on for a moment: pages come and go.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);

    // However often it is said to have changed.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    // A read that takes long is made less often: it may take this part of the time at the most.
    private const int PausesPerRead = 10;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Func<CancellationToken, Task<T>> _read;
    private readonly Func<Action, CancellationToken, Task<IAsyncDisposable?>> _watch;
    private readonly TimeSpan _period;
    private readonly TimeProvider _time;
    private readonly Action _ended;
    private readonly CancellationToken _stopping;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableArray<Action> _watchers = [];
    private TaskCompletionSource _hurried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _leftAt;
    private Task? _following;

    internal Feed(
        Func<CancellationToken, Task<T>> read,
        Func<Action, CancellationToken, Task<IAsyncDisposable?>> watch,
        TimeSpan period,
        TimeProvider time,
        Action ended,
        CancellationToken stopping) => (_read, _watch, _period, _time, _ended, _stopping) = (read, watch, period, time, ended, stopping);

    /// <summary>What it last read.</summary>
    public FeedReading<T> Current { get; private set; } = new(null, null, null);

    /// <summary>Ends with the first reading, be it a failure.</summary>
    public Task First => _first.Task;

    /// <summary>Watches until the result is disposed of.</summary>
    /// <param name="changed">Is called from another thread, and must not block.</param>
    public IDisposable Watch(Action changed)
    {
        lock (_gate)
        {
            _watchers = _watchers.Add(changed);
            if (_following is null or { IsCompleted: true })
            {
                // Elsewhere, so that whoever comes first does not carry its own identity into what is read for all.
                using var apart = ExecutionContext.SuppressFlow();
                _following = Task.Run(FollowAsync, CancellationToken.None);
            }
        }

        return new Watcher(this, changed);
    }

    /// <summary>Has it read again soon.</summary>
    public void Hurry() => Volatile.Read(ref _hurried).TrySetResult();

    private async Task FollowAsync()
    {
        IAsyncDisposable? watch = null;
        try
        {
            while (!_stopping.IsCancellationRequested && IsWatched())
            {
                watch ??= await TryWatchAsync();
                var pause = await ReadAsync() * PausesPerRead;
                await PauseAsync(pause < LongestPause ? pause : LongestPause);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            _ended();
            if (watch is not null)
            {
                await watch.DisposeAsync();
            }
        }
    }

    private bool IsWatched()
    {
        lock (_gate)
        {
            if (!_watchers.IsEmpty || _time.GetUtcNow() - _leftAt < Linger)
            {
                return true;
            }

            // Decided under the lock, so that whoever comes now begins anew.
            _following = null;
            return false;
        }
    }

    // Being told is a convenience: without it there is the period.
    private async Task<IAsyncDisposable?> TryWatchAsync()
    {
        try
        {
            return await _watch(Hurry, _stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null;
        }
    }

    // How long it took; a failure is no reason to wait longer.
    private async Task<TimeSpan> ReadAsync()
    {
        var before = Current;
        var began = _time.GetTimestamp();
        var took = TimeSpan.Zero;
        try
        {
            var value = await _read(_stopping);
            took = _time.GetElapsedTime(began);
            Current = before.Failure is null && value.Equals(before.Value) ? before : new FeedReading<T>(value, null, null);
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            // Shown to whoever watches, with what was known before; it is read again.
            Current = new FeedReading<T>(before.Value, e, before.FailingSince ?? _time.GetUtcNow());
        }

        _first.TrySetResult();
        if (!ReferenceEquals(before, Current))
        {
            foreach (var changed in Watchers())
            {
                changed();
            }
        }

        return took;
    }

    private async Task PauseAsync(TimeSpan least)
    {
        var pause = least > _period ? least : _period;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping);
        await Task.WhenAny(Task.Delay(pause, _time, ended.Token), Volatile.Read(ref _hurried).Task);
        await ended.CancelAsync();
        if (Volatile.Read(ref _hurried).Task.IsCompleted)
        {
            Volatile.Write(ref _hurried, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            await Task.Delay(ShortestPause, _time, _stopping);
        }
    }

    private ImmutableArray<Action> Watchers()
    {
        lock (_gate)
        {
            return _watchers;
        }
    }

    private void Leave(Action changed)
    {
        lock (_gate)
        {
            _watchers = _watchers.Remove(changed);
            _leftAt = _time.GetUtcNow();
        }
    }

    private sealed class Watcher(Feed<T> feed, Action changed) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                feed.Leave(changed);
            }
        }
    }
}
