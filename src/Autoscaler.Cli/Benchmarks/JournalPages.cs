using Microsoft.Data.Sqlite;

namespace Autoscaler.Cli.Benchmarks;

/// <summary>What a journal's file is made of. The file must be closed; what is measured is gone from it afterwards.</summary>
internal static class JournalPages
{
    /// <summary>Bytes of all pages that a table and its indexes take: those that are free once it is dropped.</summary>
    public static double BytesOf(string path, string table)
    {
        using var connection = Open(path);
        var before = Number(connection, "PRAGMA freelist_count");
        Number(connection, $"DROP TABLE {table}");
        return (Number(connection, "PRAGMA freelist_count") - before) * (double)Number(connection, "PRAGMA page_size");
    }

    /// <summary>The number that a query finds.</summary>
    public static long Number(string path, string text)
    {
        using var connection = Open(path);
        return Number(connection, text);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static long Number(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        // The statements are the benchmark's constants.
#pragma warning disable CA2100
        command.CommandText = text;
#pragma warning restore CA2100
        return command.ExecuteScalar() as long? ?? 0;
    }
}
