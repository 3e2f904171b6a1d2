using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Autoscaler.Journal.Sqlite;

/// <summary>The prepared statements of one connection. Their parameters are <c>$1</c>, <c>$2</c>, …; for one thread at a time.</summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string text, params ReadOnlySpan<object?> values) => Bound(text, values).ExecuteNonQuery();

    /// <summary>The number that a query finds; null when it finds none.</summary>
    public long? Number(string text, params ReadOnlySpan<object?> values) => Bound(text, values).ExecuteScalar() as long?;

    /// <summary>What a query finds.</summary>
    public SqliteDataReader Query(string text, params ReadOnlySpan<object?> values) => Bound(text, values).ExecuteReader();

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }
    }

    private SqliteCommand Bound(string text, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(text, out var command))
        {
            command = connection.CreateCommand();
            // The statements are constants of the tables' classes, put together from constants at the most.
#pragma warning disable CA2100
            command.CommandText = text;
#pragma warning restore CA2100
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i}") });
            }

            _commands.Add(text, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
