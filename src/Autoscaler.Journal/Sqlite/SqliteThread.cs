using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Autoscaler.Journal.Sqlite;

/// <summary>A connection and the thread that works on it: one transaction, and one flush to the disk, for all that has arrived meanwhile.</summary>
internal sealed class SqliteThread : IDisposable
{
    /// <summary>Works that wait before callers wait to get in.</summary>
    private const int MaxQueued = 4096;

    /// <summary>Works in one transaction.</summary>
    private const int MaxBatch = 64;

    private readonly Channel<SqliteWork> _queue = Channel.CreateBounded<SqliteWork>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });
    private readonly string _path;
    private readonly bool _writes;
    private readonly SqliteConnection _connection;
    private readonly Statements _statements;
    private readonly JournalTables _tables;
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    /// <param name="connection">The connection, which it closes.</param>
    /// <param name="path">The file's path, for who reads that something failed.</param>
    /// <param name="options">How much is kept.</param>
    /// <param name="writes">Whether it writes: then it takes the lock at once, so that no work of a batch meets a writer of another process half-way.</param>
    public SqliteThread(SqliteConnection connection, string path, JournalOptions options, bool writes)
    {
        (_connection, _path, _writes) = (connection, path, writes);
        _statements = new Statements(connection);
        _tables = new JournalTables(_statements, options.Limits);
        _thread = new Thread(Work) { IsBackground = true, Name = writes ? "journal, writing" : "journal, reading" };
        _thread.Start();
    }

    /// <summary>Does something; its task ends when it is committed.</summary>
    /// <exception cref="IOException">The file could not be read or written; nothing was changed.</exception>
    public async Task RunAsync(string what, Action<JournalTables> run, CancellationToken cancellationToken)
    {
        var work = new SqliteWork(what, run, cancellationToken);
        await _queue.Writer.WriteAsync(work, cancellationToken).ConfigureAwait(false);
        await work.Ended.ConfigureAwait(false);
    }

    /// <summary>Reads something.</summary>
    /// <exception cref="IOException">The file could not be read.</exception>
    public async Task<T> ReadAsync<T>(string what, Func<JournalTables, T> read, CancellationToken cancellationToken)
    {
        var found = default(T);
        await RunAsync(what, tables => found = read(tables), cancellationToken).ConfigureAwait(false);
        return found!;
    }

    /// <summary>Does what waits, and closes the connection.</summary>
    public void Dispose()
    {
        if (_queue.Writer.TryComplete())
        {
            _thread.Join();
            _statements.Dispose();
            _connection.Dispose();
        }
    }

    private void Work()
    {
        var batch = new List<SqliteWork>(MaxBatch);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var work))
            {
                if (work.CancellationToken.IsCancellationRequested)
                {
                    work.Cancel();
                }
                else
                {
                    batch.Add(work);
                }
            }

            if (batch.Count > 0)
            {
                RunBatch(batch);
                batch.Clear();
            }
        }
    }

    private void RunBatch(List<SqliteWork> batch)
    {
        var what = batch[0].What;
        if (!_writes)
        {
            // Another connection has written since.
            _tables.Forget();
        }

        try
        {
            _statements.Execute(_writes ? "BEGIN IMMEDIATE" : "BEGIN");
            foreach (var work in batch)
            {
                what = work.What;
                work.Run(_tables);
            }

            _statements.Execute("COMMIT");
        }
        catch (Exception e)
        {
            // The top of the thread: whoever asked is told. Nothing of the batch is stored.
            var fault = e is SqliteException refused ? JournalFile.Fault(_path, what, refused) : e;
            Undo();
            batch.ForEach(work => work.Fail(fault));
            return;
        }

        batch.ForEach(static work => work.Complete());
    }

    private void Undo()
    {
        _tables.Forget();
        try
        {
            _statements.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has ended the transaction by itself, as it does when the disk is full.
        }
    }
}
