using Microsoft.Data.Sqlite;

namespace Autoscaler.Journal.Sqlite;

/// <summary>Opens a journal's database, and says in words what SQLite has against it. What is not a journal of this release or an earlier one is left as it is.</summary>
internal static class JournalFile
{
    /// <summary>What the tables are, as this release writes them.</summary>
    public const long SchemaVersion = 1;

    // "ASJL"; SQLite keeps it in the file's header for whoever wonders what it is.
    private const long ApplicationId = 0x41534A4C;
    private const int LockTimeoutSeconds = 5;

    private const string Settings = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -8000;
        PRAGMA journal_size_limit = 67108864;
        """;

    private const string Schema = """
        BEGIN IMMEDIATE;
        CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE tenants (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE endpoints (id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (tenant, name));
        CREATE TABLE events (
            number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, tenant INTEGER NOT NULL, endpoint INTEGER NOT NULL,
            kind INTEGER NOT NULL, decision INTEGER, body BLOB NOT NULL);
        CREATE INDEX events_of_endpoints ON events (endpoint, kind, number, at);
        CREATE INDEX events_of_tenants ON events (tenant, kind, number, at);
        CREATE INDEX events_of_kinds ON events (kind, number, at);
        CREATE INDEX events_of_decisions ON events (decision, endpoint) WHERE decision IS NOT NULL;
        CREATE TABLE changes (number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, tenant INTEGER, endpoint INTEGER, body BLOB NOT NULL);
        CREATE INDEX changes_of_tenants ON changes (tenant) WHERE tenant IS NOT NULL;
        CREATE INDEX changes_of_endpoints ON changes (endpoint) WHERE endpoint IS NOT NULL;
        CREATE TABLE series (id INTEGER PRIMARY KEY AUTOINCREMENT, endpoint INTEGER NOT NULL, component TEXT NOT NULL, until INTEGER NOT NULL, UNIQUE (endpoint, component));
        CREATE TABLE fine (minute INTEGER NOT NULL, series INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (minute, series)) WITHOUT ROWID;
        CREATE TABLE coarse (hour INTEGER NOT NULL, series INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (hour, series)) WITHOUT ROWID;
        PRAGMA application_id = 1095977548;
        PRAGMA user_version = 1;
        COMMIT;
        """;

    /// <summary>Opens the database to write, and makes it where there is none.</summary>
    /// <param name="path">The file's path, or <see cref="JournalOptions.InMemory"/>.</param>
    /// <param name="settings">SQLite settings beside the usual ones; null for none.</param>
    /// <exception cref="IOException">It cannot be opened or written, or holds something else.</exception>
    public static SqliteConnection Open(string path, string? settings)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            connection.Open();
            Check(connection, path);
            Execute(connection, Settings);
            if (Read(connection, "PRAGMA user_version") == 0)
            {
                Execute(connection, Schema);
            }

            if (settings is not null)
            {
                Execute(connection, settings);
            }

            // A file that cannot be written is told at the start, and not by the first change that is refused.
            Execute(connection, "BEGIN IMMEDIATE; UPDATE meta SET value = value WHERE name = 'rolled_hour'; INSERT OR IGNORE INTO meta VALUES ('rolled_hour', 0); COMMIT");
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Fault(path, "opening it", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>One more connection to a file that is open, for reading.</summary>
    public static SqliteConnection OpenToRead(string path)
    {
        var connection = Connect(path, SqliteOpenMode.ReadOnly);
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA cache_size = -8000; PRAGMA query_only = 1");
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Fault(path, "opening it to read", e);
        }
    }

    /// <summary>What SQLite reports, as an operator needs it: the file, what was being done, and what to do about it.</summary>
    public static IOException Fault(string path, string what, SqliteException e)
    {
        var reason = e.SqliteErrorCode switch
        {
            5 or 6 => "another process holds it",
            8 => "it is read-only; let this process write it",
            10 => "the disk reports an error",
            11 or 26 => "it is damaged, or no SQLite file; it was left as it is: move it away, or put a copy in its place",
            13 => "the disk is full; free some space, and writing goes on",
            14 => "it cannot be opened: look whether its folder is there, and whether this process may write in it",
            _ => "SQLite refuses",
        };
        return new IOException($"The journal {path}: {what} failed: {reason} (SQLite {e.SqliteErrorCode}/{e.SqliteExtendedErrorCode}: {e.Message})", e);
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode) => new(new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = path == JournalOptions.InMemory ? SqliteOpenMode.Memory : mode,

        // A pool would keep the file open after it was closed.
        Pooling = false,
        DefaultTimeout = LockTimeoutSeconds,
    }.ToString());

    private static void Check(SqliteConnection connection, string path)
    {
        var (application, version) = (Read(connection, "PRAGMA application_id"), Read(connection, "PRAGMA user_version"));
        var tables = Read(connection, "SELECT count(*) FROM sqlite_master");
        if (application != ApplicationId && (application != 0 || version != 0 || tables != 0))
        {
            throw new IOException($"The journal {path}: expected a journal, or no file; found another program's database (application {application}, version {version}, {tables} tables and indexes). It was left as it is.");
        }

        if (version > SchemaVersion)
        {
            throw new IOException($"The journal {path}: expected schema {SchemaVersion} at the most; found {version}. A later release wrote it: run that one or a later one. It was left as it is.");
        }
    }

    private static long Read(SqliteConnection connection, string text)
    {
        using var command = Command(connection, text);
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = Command(connection, text);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string text)
    {
        var command = connection.CreateCommand();
        // The statements are the constants of this class, and what a test adds.
#pragma warning disable CA2100
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }
}
