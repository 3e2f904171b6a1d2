using System.Globalization;
using System.Text.Json;
using Autoscaler.Cloud.Simulated.Calls;
using Microsoft.Data.Sqlite;

namespace Autoscaler.SiloHost.Clouds;

/// <summary>
/// The simulated cloud's calls in a SQLite file. A call is in the file, though not on the platter, when <see cref="Append"/> returns: it outlives the process, and a machine that
/// loses its power may lose the last instances, as clouds do.
/// </summary>
internal sealed class CloudLogFile : ICloudLog, IDisposable
{
    /// <summary>The file's name in the data folder.</summary>
    public const string Name = "cloud.db";

    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS cloud_call (number INTEGER PRIMARY KEY AUTOINCREMENT, at_ticks INTEGER NOT NULL, body TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS cloud_seed (id INTEGER PRIMARY KEY CHECK (id = 1), seed TEXT NOT NULL);
        """;

    // What is computed from the rest is not stored.
    private static readonly JsonSerializerOptions Options = new() { IgnoreReadOnlyProperties = true };

    private readonly SqliteConnection _connection;
    private readonly string _path;

    /// <summary>Opens the file, and makes it when it does not exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="seed">The cloud's seed: with another the same calls would make another cloud.</param>
    /// <exception cref="InvalidDataException">The file is another cloud's.</exception>
    public CloudLogFile(string path, ulong seed)
    {
        _path = path;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            Execute(Schema);
            CheckSeed(seed.ToString(CultureInfo.InvariantCulture));
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public ImmutableArray<KeptCall> Read()
    {
        using var select = Command("SELECT number, at_ticks, body FROM cloud_call ORDER BY number");
        using var reader = select.ExecuteReader();
        var calls = ImmutableArray.CreateBuilder<KeptCall>();
        while (reader.Read())
        {
            var number = reader.GetInt64(0);
            calls.Add(new KeptCall(number, new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero), CallOf(number, reader.GetString(2))));
        }

        return calls.ToImmutable();
    }

    public void Append(DateTimeOffset at, CloudCall made) =>
        Execute("INSERT INTO cloud_call (at_ticks, body) VALUES ($at, $body)", ("$at", at.UtcTicks), ("$body", JsonSerializer.Serialize(made, Options)));

    public void Remove(ImmutableArray<long> numbers)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var number in numbers)
        {
            Execute("DELETE FROM cloud_call WHERE number = $number", ("$number", number));
        }

        transaction.Commit();
    }

    public void Dispose() => _connection.Dispose();

    private CloudCall CallOf(long number, string body)
    {
        try
        {
            return JsonSerializer.Deserialize<CloudCall>(body, Options) ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"{_path}: expected a call of the simulated cloud in row {number}; found something else ({e.Message})", e);
        }
    }

    private void CheckSeed(string seed)
    {
        Execute("INSERT OR IGNORE INTO cloud_seed VALUES (1, $seed)", ("$seed", seed));
        using var select = Command("SELECT seed FROM cloud_seed");
        var begun = (string)select.ExecuteScalar()!;
        if (begun != seed)
        {
            throw new InvalidDataException($"{_path}: expected a cloud of seed {seed} (--seed); found one of seed {begun}. Start with that seed, or with another folder.");
        }
    }

    private void Execute(string text, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(text);
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string text)
    {
        var command = _connection.CreateCommand();
        // The statements are the constants of this class.
#pragma warning disable CA2100
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }
}
