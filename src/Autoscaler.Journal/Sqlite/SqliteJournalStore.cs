using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;
using Autoscaler.Journal.Demand;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Journal.Sqlite;

/// <summary>
/// Keeps history in one SQLite file, or in memory. One thread writes: what arrives together shares a transaction and a flush to the disk. Reads of a file have a connection
/// and a thread of their own, and wait for no write. Numbers go on for ever: none is given twice, not after a restart nor when all is pruned.
/// </summary>
public sealed partial class SqliteJournalStore : IJournalStore, IDisposable
{
    // Minutes of components in one transaction, so that a change does not wait for long.
    private const int MaxMinutesPerWrite = 1_000;

    // A page of demand is read again when minutes were written meanwhile, as they could be in it twice.
    private const int MaxDemandReads = 5;

    private readonly JournalLimits _limits;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly DemandBuffer _demand;
    private readonly SqliteThread _writer;
    private readonly SqliteThread _reader;
    private long _unreadable;
    private int _isDisposed;

    /// <summary>Opens the store, and makes it where there is none.</summary>
    /// <param name="options">Where, and how much is kept; valid.</param>
    /// <param name="clock">The fleet's time, which says how old something is.</param>
    /// <param name="logger">Is told what cannot be read or written.</param>
    /// <exception cref="IOException">The file cannot be opened or written, or holds something else than a journal of this release or an earlier one. It is left as it is.</exception>
    public SqliteJournalStore(JournalOptions options, TimeProvider clock, ILogger<SqliteJournalStore> logger)
        : this(options, clock, logger, settings: null)
    {
    }

    /// <summary>A store with SQLite settings of its own, for tests of what a file that is full or cannot be written does.</summary>
    internal SqliteJournalStore(JournalOptions options, TimeProvider clock, ILogger<SqliteJournalStore> logger, string? settings)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        (_limits, _clock, _logger) = (options.Limits, clock, logger);
        _demand = new DemandBuffer(_limits, options.MaxOpenMinutes);
        _writer = new SqliteThread(JournalFile.Open(options.Path, settings), options.Path, options, writes: true);
        try
        {
            _reader = options.Path == JournalOptions.InMemory ? _writer : new SqliteThread(JournalFile.OpenToRead(options.Path), options.Path, options, writes: false);
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
    }

    /// <summary>Events and changes that were asked for and could not be read: a later release wrote them. They are left out.</summary>
    public long UnreadableCount => Interlocked.Read(ref _unreadable);

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written; nothing of them is.</exception>
    public Task AppendEventsAsync(ImmutableArray<FleetEvent> events, CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<EventRow>(events.Length);
        foreach (var happened in events)
        {
            try
            {
                rows.Add(new EventRow(happened.At, happened.Endpoint, happened.KindOf(), happened.DecisionOf(), JournalBodies.Write(happened)));
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException or InvalidOperationException)
            {
                // As a number that JSON has no word for. It must not keep the others from being written.
                LogUnwritable(happened.GetType().Name, happened.Endpoint, e);
            }
        }

        var written = rows.ToImmutable();
        return written.IsEmpty ? Task.CompletedTask : _writer.RunAsync("writing events", tables => tables.Events.Append(written, _clock.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written; the change is not.</exception>
    public Task AppendChangeAsync(ChangeRecord change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var body = JournalBodies.Write(change);
        return _writer.RunAsync("writing a change", tables => tables.Changes.Append(change, body, _clock.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">Minutes that were due could not be written; they are kept in memory, as the rows are, and tried again with the next ones.</exception>
    public Task AppendDemandAsync(ImmutableArray<DemandRow> rows, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        _demand.Add(rows.AsSpan(), now);
        var due = _demand.TakeDue(now, MaxMinutesPerWrite);
        return due.IsEmpty ? Task.CompletedTask : WriteAsync(due);
    }

    /// <inheritdoc/>
    public async Task<EventPage> ReadEventsAsync(HistoryScope scope, EventQuery query, CancellationToken cancellationToken)
    {
        query.ThrowIfInvalid();
        var entries = ImmutableArray.CreateBuilder<JournalEntry>();
        (long Newest, long Oldest) ends = default;
        long? from = null;
        var isOver = false;
        while (entries.Count <= query.Limit && !isOver)
        {
            var missing = query.Limit + 1 - entries.Count;
            (var rows, ends) = await _reader.ReadAsync("reading events", tables => (tables.Events.Read(scope, query, from, missing), tables.Events.Ends()), cancellationToken);
            isOver = rows.Count < missing;
            foreach (var row in rows)
            {
                from = row.Number;
                if (JournalBodies.TryReadEvent(row.Body) is { } happened)
                {
                    entries.Add(new JournalEntry(row.Number, happened));
                }
                else
                {
                    SkipUnreadable("event", row.Number);
                }
            }
        }

        var hasMore = entries.Count > query.Limit;
        entries.Count = Math.Min(entries.Count, query.Limit);
        return new EventPage(entries.ToImmutable(), hasMore, ends.Newest, ends.Oldest);
    }

    /// <inheritdoc/>
    public async Task<ChangePage> ReadChangesAsync(HistoryScope scope, ChangeQuery query, CancellationToken cancellationToken)
    {
        query.ThrowIfInvalid();
        var changes = ImmutableArray.CreateBuilder<ChangeRecord>();
        var before = query.Before ?? long.MaxValue;
        var isOver = false;
        while (changes.Count <= query.Limit && !isOver)
        {
            var missing = query.Limit + 1 - changes.Count;
            var rows = await _reader.ReadAsync("reading changes", tables => tables.Changes.Read(scope, before, missing), cancellationToken);
            isOver = rows.Count < missing;
            foreach (var row in rows)
            {
                before = row.Number;
                if (JournalBodies.TryReadChange(row) is { } change)
                {
                    changes.Add(change);
                }
                else
                {
                    SkipUnreadable("change", row.Number);
                }
            }
        }

        var hasMore = changes.Count > query.Limit;
        changes.Count = Math.Min(changes.Count, query.Limit);
        return new ChangePage(changes.ToImmutable(), hasMore);
    }

    /// <inheritdoc/>
    public async Task<DemandHistory> ReadDemandAsync(EndpointId endpoint, DemandQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (from, until) = DemandSteps.RangeOf(query, _clock.GetUtcNow(), _limits);
        for (var read = 1; ; read++)
        {
            var (version, open) = _demand.Of(endpoint);
            var page = new DemandPage(query, from, until, open);
            if (from < until)
            {
                await _reader.ReadAsync("reading demand", tables => page.Read(endpoint, tables.Demand), cancellationToken);
            }

            if (version == _demand.Version || read == MaxDemandReads)
            {
                return page.ToHistory();
            }
        }
    }

    /// <summary>Writes what waits in memory, and closes the file.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        try
        {
            while (_demand.TakeAny(MaxMinutesPerWrite) is { IsEmpty: false } minutes)
            {
                WriteAsync(minutes).GetAwaiter().GetResult();
            }
        }
        catch (IOException e)
        {
            LogNotWritten(e);
        }

        if (!ReferenceEquals(_reader, _writer))
        {
            _reader.Dispose();
        }

        // Last: it then moves what is in the write-ahead log into the file.
        _writer.Dispose();
    }

    private async Task WriteAsync(ImmutableArray<OpenMinute> minutes)
    {
        try
        {
            // Not taken back when the caller gives up waiting: the minutes are out of the buffer.
            await _writer.RunAsync("writing demand", tables => tables.Demand.Write(minutes, _clock.GetUtcNow()), CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            _demand.Return(minutes);
            throw;
        }

        _demand.Written(minutes);
    }

    private void SkipUnreadable(string what, long number)
    {
        Interlocked.Increment(ref _unreadable);
        LogUnreadable(what, number);
    }

    [LoggerMessage(LogLevel.Warning, "The {What} {Number} in the journal cannot be read and is left out; a later release wrote it.")]
    private partial void LogUnreadable(string what, long number);

    [LoggerMessage(LogLevel.Error, "An event {Event} of {Endpoint} cannot be written in the journal and is left out.")]
    private partial void LogUnwritable(string @event, EndpointId endpoint, Exception exception);

    [LoggerMessage(LogLevel.Error, "The last minutes of demand could not be written when the journal was closed; they are lost.")]
    private partial void LogNotWritten(Exception exception);
}
