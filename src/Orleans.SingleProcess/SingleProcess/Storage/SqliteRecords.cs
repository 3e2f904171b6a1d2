using Microsoft.Data.Sqlite;

namespace Orleans.SingleProcess.Storage;

/// <summary>The table of records, and the statements on it.</summary>
internal sealed class SqliteRecords : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS grain_state (
            state_name TEXT NOT NULL, grain_id TEXT NOT NULL, etag INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (state_name, grain_id));
        CREATE TABLE IF NOT EXISTS last_etag (id INTEGER PRIMARY KEY CHECK (id = 1), etag INTEGER NOT NULL);
        INSERT OR IGNORE INTO last_etag VALUES (1, 0);
        """;

    private readonly SqliteCommand _select;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _selectLastEtag;
    private readonly SqliteCommand _updateLastEtag;
    private long? _lastEtag;

    public SqliteRecords(SqliteConnection connection)
    {
        using (var schema = Command(connection, Schema))
        {
            schema.ExecuteNonQuery();
        }

        _select = Command(connection, "SELECT etag, body FROM grain_state WHERE state_name = $state AND grain_id = $grain", "$state", "$grain");
        _insert = Command(
            connection, "INSERT INTO grain_state VALUES ($state, $grain, $etag, $body) ON CONFLICT DO NOTHING", "$state", "$grain", "$etag", "$body");
        _update = Command(
            connection,
            "UPDATE grain_state SET etag = $etag, body = $body WHERE state_name = $state AND grain_id = $grain AND etag = $expected",
            "$state",
            "$grain",
            "$etag",
            "$body",
            "$expected");
        _delete = Command(
            connection, "DELETE FROM grain_state WHERE state_name = $state AND grain_id = $grain AND etag = $expected", "$state", "$grain", "$expected");
        _selectLastEtag = Command(connection, "SELECT etag FROM last_etag");
        _updateLastEtag = Command(connection, "UPDATE last_etag SET etag = $etag", "$etag");
    }

    public SqliteOutcome Run(SqliteOperation operation, SqliteTransaction transaction) => operation.Verb switch
    {
        SqliteVerb.Read => Read(operation, transaction),
        SqliteVerb.Write => Write(operation, transaction),
        SqliteVerb.Clear => Clear(operation, transaction),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Stores the last etag given out in the transaction, if any was.</summary>
    public void StoreLastEtag(SqliteTransaction transaction)
    {
        if (_lastEtag is { } last)
        {
            Execute(_updateLastEtag, transaction, last);
        }
    }

    /// <summary>Before each transaction: another process may have written since, or the last commit may have failed.</summary>
    public void ForgetLastEtag() => _lastEtag = null;

    public void Dispose()
    {
        _select.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _delete.Dispose();
        _selectLastEtag.Dispose();
        _updateLastEtag.Dispose();
    }

    private static SqliteCommand Command(SqliteConnection connection, string text, params string[] parameters)
    {
        var command = connection.CreateCommand();
        // The statements are the constants of this class.
#pragma warning disable CA2100
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private static void Bind(SqliteCommand command, SqliteTransaction transaction, object[] values)
    {
        command.Transaction = transaction;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }
    }

    private static int Execute(SqliteCommand command, SqliteTransaction transaction, params object[] values)
    {
        Bind(command, transaction, values);
        return command.ExecuteNonQuery();
    }

    private SqliteOutcome Read(SqliteOperation operation, SqliteTransaction transaction)
    {
        Bind(_select, transaction, [operation.StateName, operation.GrainId]);
        using var reader = _select.ExecuteReader();
        return reader.Read() ? new SqliteOutcome(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : new SqliteOutcome(Etag: null);
    }

    private SqliteOutcome Write(SqliteOperation operation, SqliteTransaction transaction)
    {
        var etag = NextEtag(transaction);
        var written = operation.ExpectedEtag is { } expected
            ? Execute(_update, transaction, operation.StateName, operation.GrainId, etag, operation.Body, expected)
            : Execute(_insert, transaction, operation.StateName, operation.GrainId, etag, operation.Body);
        return written == 1 ? new SqliteOutcome(etag) : Stale(operation, transaction);
    }

    private SqliteOutcome Clear(SqliteOperation operation, SqliteTransaction transaction)
    {
        if (operation.ExpectedEtag is { } expected)
        {
            return Execute(_delete, transaction, operation.StateName, operation.GrainId, expected) == 1
                ? new SqliteOutcome(Etag: null)
                : Stale(operation, transaction);
        }

        var stored = Read(operation, transaction);
        return stored.Etag is null ? stored : stored with { IsStale = true };
    }

    private SqliteOutcome Stale(SqliteOperation operation, SqliteTransaction transaction) =>
        new(Read(operation, transaction).Etag, IsStale: true);

    private long NextEtag(SqliteTransaction transaction)
    {
        if (_lastEtag is null)
        {
            _selectLastEtag.Transaction = transaction;
            _lastEtag = (long)_selectLastEtag.ExecuteScalar()!;
        }

        _lastEtag++;
        return _lastEtag.Value;
    }
}
