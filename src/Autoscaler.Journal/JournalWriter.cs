using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Journal;

/// <summary>
/// Takes what happens and writes it down in batches. Recording neither blocks nor throws: what finds the queue full is dropped and counted. A store that fails is tried
/// again, ever more seldom; meanwhile things wait, as many as the queue holds. It goes by real time, whatever the fleet's clock does.
/// </summary>
public sealed partial class JournalWriter : BackgroundService, IFleetJournal
{
    /// <summary>The key under which the services have the real time.</summary>
    public const string RealTimeKey = "autoscaler.journal.real-time";

    private const int MaxEventsPerBatch = 500;

    // A batch of rows stays below the size from which arrays are collected seldom.
    private const int MaxPointsPerBatch = 750;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenDropLogs = TimeSpan.FromSeconds(10);

    private readonly IJournalStore _store;
    private readonly JournalOptions _options;
    private readonly TimeProvider _realTime;
    private readonly JournalInstruments _instruments;
    private readonly ILogger<JournalWriter> _logger;
    private readonly RecordQueue<FleetEvent> _events;
    private readonly RecordQueue<DemandRow> _points;
    private StoreFailure? _failure;
    private long _saidDropped;
    private long? _saidDroppedAt;

    /// <summary>A writer, not started.</summary>
    internal JournalWriter(IJournalStore store, IOptions<JournalOptions> options, TimeProvider realTime, JournalInstruments instruments, ILogger<JournalWriter> logger)
    {
        (_store, _options, _realTime, _instruments, _logger) = (store, options.Value, realTime, instruments, logger);
        _events = new RecordQueue<FleetEvent>("event", _options.MaxQueuedEvents, MaxEventsPerBatch, instruments);
        _points = new RecordQueue<DemandRow>("point", _options.MaxQueuedPoints, MaxPointsPerBatch, instruments);
    }

    /// <summary>How it goes.</summary>
    public JournalHealth Health
    {
        get
        {
            var failure = Volatile.Read(ref _failure);
            return new JournalHealth(failure?.Since, failure?.Error, _events.DroppedCount, _points.DroppedCount, _events.Count, _points.Count);
        }
    }

    /// <inheritdoc/>
    public void Record(FleetEvent happened) => _events.Add(happened);

    /// <inheritdoc/>
    public void RecordDemand(EndpointId endpoint, ComponentName component, in DemandPoint point) => _points.Add(new DemandRow(endpoint, component, point));

    /// <summary>Takes nothing more, and writes what waits, within the options' time; what cannot be written by then is lost, and it says how much.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _events.Close();
        _points.Close();
        using var bound = new CancellationTokenSource(_options.StopTimeout, _realTime);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        await base.StopAsync(end.Token);
        if (ExecuteTask is null or { IsCompleted: true })
        {
            await TryWriteLastAsync(end.Token);
        }

        var lost = _events.Count + _points.Count;
        if (lost > 0)
        {
            _events.DropAll();
            _points.DropAll();
            LogLost(lost);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.WritePeriod, _realTime);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                SayDropped();
                if (_failure is not { } failure || _realTime.GetElapsedTime(failure.LastAt) >= failure.RetryAfter)
                {
                    await TryWriteAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The stop writes the rest.
        }
    }

    private async Task TryWriteLastAsync(CancellationToken end)
    {
        try
        {
            await TryWriteAsync(end).WaitAsync(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The store takes too long; what waits is counted as lost.
        }
    }

    private async Task TryWriteAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && _events.Batch() is { IsEmpty: false } events)
            {
                // A write that has begun is seen to its end, so that nothing is written twice.
                await _store.AppendEventsAsync(events, CancellationToken.None);
                _events.OnWritten();
            }

            while (!stop.IsCancellationRequested && _points.Batch() is { IsEmpty: false } points)
            {
                await _store.AppendDemandAsync(points, CancellationToken.None);
                _points.OnWritten();
            }

            OnWell();
        }
        catch (Exception e)
        {
            // The top of the loop: the store may be well again at the next try.
            OnFailed(e);
        }
    }

    private void OnWell()
    {
        if (_failure is { } failure)
        {
            Volatile.Write(ref _failure, null);
            LogWell((_realTime.GetUtcNow() - failure.Since).TotalSeconds);
        }
    }

    private void OnFailed(Exception e)
    {
        _instruments.OnFailed();
        var (since, retryAfter) = _failure is { } last
            ? (last.Since, last.RetryAfter * 2 < LastRetry ? last.RetryAfter * 2 : LastRetry)
            : (_realTime.GetUtcNow(), FirstRetry);
        var isFirst = _failure is null;
        Volatile.Write(ref _failure, new StoreFailure(since, e.Message, _realTime.GetTimestamp(), retryAfter));
        if (isFirst)
        {
            LogFailed(e);
        }
        else
        {
            LogStillFails(retryAfter.TotalSeconds, e);
        }
    }

    private void SayDropped()
    {
        var dropped = _events.DroppedCount + _points.DroppedCount;
        if (dropped > _saidDropped && (_saidDroppedAt is not { } at || _realTime.GetElapsedTime(at) >= BetweenDropLogs))
        {
            LogDropped(_events.DroppedCount, _points.DroppedCount);
            (_saidDropped, _saidDroppedAt) = (dropped, _realTime.GetTimestamp());
        }
    }

    [LoggerMessage(LogLevel.Warning, "The journal's store fails; it is tried again, and what happens meanwhile waits.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Debug, "The journal's store still fails; the next try is in {Seconds:0} s.")]
    private partial void LogStillFails(double seconds, Exception exception);

    [LoggerMessage(LogLevel.Information, "The journal's store is well again after {Seconds:0} s.")]
    private partial void LogWell(double seconds);

    [LoggerMessage(LogLevel.Warning, "The journal came to more than could be written: {Events} events and {Points} points of demand were dropped since the start.")]
    private partial void LogDropped(long events, long points);

    [LoggerMessage(LogLevel.Error, "The journal could not be written to its end in time: {Records} events and points of demand are lost.")]
    private partial void LogLost(long records);

    /// <summary>That the store fails.</summary>
    /// <param name="Since">Since when, UTC.</param>
    /// <param name="Error">What it said last.</param>
    /// <param name="LastAt">The timestamp of the last try.</param>
    /// <param name="RetryAfter">How long after it the next one comes.</param>
    private sealed record StoreFailure(DateTimeOffset Since, string Error, long LastAt, TimeSpan RetryAfter);
}
