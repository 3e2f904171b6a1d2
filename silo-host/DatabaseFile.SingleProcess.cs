using Microsoft.Data.Sqlite;

namespace Autoscaler.SiloHost;

/// <summary>Looks at a SQLite file before it is used.</summary>
internal static class DatabaseFile
{
    // A larger file is read where it is used only: reading it whole would keep the program from starting.
    private const long MostBytesRead = 256_000_000;

    /// <summary>Reads the file without changing it; one that is not there is fine.</summary>
    /// <exception cref="InvalidDataException">It is no database, or a damaged one.</exception>
    public static void Check(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        string found;
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var check = connection.CreateCommand();
            check.CommandText = new FileInfo(path).Length > MostBytesRead ? "SELECT 'ok' FROM (SELECT count(*) FROM sqlite_master)" : "PRAGMA quick_check(1)";
            found = (string)check.ExecuteScalar()!;
        }
        catch (SqliteException e)
        {
            throw new InvalidDataException(Message(path, e.Message), e);
        }

        if (found != "ok")
        {
            throw new InvalidDataException(Message(path, found));
        }
    }

    private static string Message(string path, string found) =>
        $"{path}: expected a whole database; found a damaged one ({found}). Nothing was changed. Bring the folder back from a backup, or start with another.";
}
