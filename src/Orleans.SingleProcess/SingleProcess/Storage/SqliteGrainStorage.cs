using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.SingleProcess.Storage;

/// <summary>
/// Keeps state in one SQLite file. A write is on the disk when its task ends. Writes that arrive together share a transaction. An etag is never
/// used twice in a file, so a record that was removed and made again does not match an old one. Safe for use from several threads, and not
/// for use in a simulation: its answers come from a thread of its own.
/// </summary>
public sealed class SqliteGrainStorage : IGrainStorage, IDisposable
{
    private readonly SqliteStateFile _file;
    private readonly IGrainStorageSerializer _serializer;

    /// <summary>Opens the file, and makes it when it does not exist.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file cannot be opened.</exception>
    public SqliteGrainStorage(string path, IGrainStorageSerializer serializer)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(serializer);
        _serializer = serializer;
        _file = new SqliteStateFile(path);
    }

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var outcome = await _file.RunAsync(new SqliteOperation(SqliteVerb.Read, stateName, grainId.ToString()));
        if (outcome.Etag is { } etag)
        {
            grainState.State = _serializer.Deserialize<T>(new BinaryData(outcome.Body!));
            grainState.ETag = Text(etag);
            grainState.RecordExists = true;
        }
        else
        {
            Reset(grainState);
        }
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var operation = new SqliteOperation(SqliteVerb.Write, stateName, grainId.ToString())
        {
            ExpectedEtag = Number(grainState.ETag),
            Body = _serializer.Serialize(grainState.State).ToArray(),
        };
        var outcome = await _file.RunAsync(operation);
        ThrowIfStale("write", operation, outcome);
        grainState.ETag = Text(outcome.Etag!.Value);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var operation = new SqliteOperation(SqliteVerb.Clear, stateName, grainId.ToString()) { ExpectedEtag = Number(grainState.ETag) };
        ThrowIfStale("clear", operation, await _file.RunAsync(operation));
        Reset(grainState);
    }

    /// <summary>Runs what is queued, then closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = default;
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static void ThrowIfStale(string verb, SqliteOperation operation, SqliteOutcome outcome)
    {
        if (outcome.IsStale)
        {
            throw new InconsistentStateException(
                $"The {verb} of state '{operation.StateName}' of grain {operation.GrainId} was refused.",
                outcome.Etag is { } stored ? Text(stored) : null,
                operation.ExpectedEtag is { } expected ? Text(expected) : null);
        }
    }

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string? etag) => etag is null ? null : long.Parse(etag, CultureInfo.InvariantCulture);
}
