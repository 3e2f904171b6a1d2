using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Orleans.SingleProcess.Storage;

/// <summary>A database file and the thread that works on it: one transaction, and one flush to the disk, for all that has arrived meanwhile.</summary>
internal sealed class SqliteStateFile : IDisposable
{
    /// <summary>Operations that wait before callers wait to get in.</summary>
    private const int MaxQueued = 4096;

    /// <summary>Operations in one transaction.</summary>
    private const int MaxBatch = 256;

    private readonly Channel<SqliteOperation> _queue = Channel.CreateBounded<SqliteOperation>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly SqliteConnection _connection;
    private readonly SqliteRecords _records;
    private readonly Thread _thread;

    public SqliteStateFile(string path)
    {
        // Pooling would keep the file open after Dispose.
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            _records = new SqliteRecords(_connection);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }

        _thread = new Thread(Work) { IsBackground = true, Name = "SQLite grain storage" };
        _thread.Start();
    }

    /// <summary>Runs an operation; its task ends when it is committed.</summary>
    public async Task<SqliteOutcome> RunAsync(SqliteOperation operation)
    {
        await _queue.Writer.WriteAsync(operation);
        return await operation.Ended;
    }

    public void Dispose()
    {
        if (_queue.Writer.TryComplete())
        {
            _thread.Join();
            _records.Dispose();
            _connection.Dispose();
        }
    }

    private void Work()
    {
        var batch = new List<SqliteOperation>(MaxBatch);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var operation))
            {
                batch.Add(operation);
            }

            RunBatch(batch);
            batch.Clear();
        }
    }

    private void RunBatch(List<SqliteOperation> batch)
    {
        try
        {
            // Takes the write lock at once, so that no operation of the batch can meet a writer of another process half-way.
            using var transaction = _connection.BeginTransaction(deferred: batch.TrueForAll(static operation => operation.Verb == SqliteVerb.Read));
            _records.ForgetLastEtag();
            foreach (var operation in batch)
            {
                operation.Outcome = _records.Run(operation, transaction);
            }

            _records.StoreLastEtag(transaction);
            transaction.Commit();
        }
        catch (SqliteException exception)
        {
            // Nothing of the batch is stored.
            foreach (var operation in batch)
            {
                operation.Fail(new IOException(
                    $"State '{operation.StateName}' of grain {operation.GrainId}: the {operation.Verb} failed in {_connection.DataSource}.", exception));
            }

            return;
        }

        foreach (var operation in batch)
        {
            operation.Complete();
        }
    }
}
