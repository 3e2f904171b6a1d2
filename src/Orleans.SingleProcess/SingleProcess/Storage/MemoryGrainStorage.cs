using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.SingleProcess.Storage;

/// <summary>
/// Keeps state in memory, by reference: states must be immutable, or a reader would see what was never written. One object given to
/// several hosts, one after the other, is a storage that outlives a crash. Safe for use from several threads.
/// </summary>
public sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string StateName, GrainId GrainId), Record> _records = new();
    private long _writeCount;
    private long _readCount;
    private long _lastEtag;

    /// <summary>Writes and clears that were accepted.</summary>
    public long WriteCount => Interlocked.Read(ref _writeCount);

    /// <summary>Reads.</summary>
    public long ReadCount => Interlocked.Read(ref _readCount);

    /// <summary>Records that are stored now.</summary>
    public int RecordCount => _records.Count;

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        Interlocked.Increment(ref _readCount);
        if (_records.TryGetValue((stateName, grainId), out var record))
        {
            grainState.State = (T?)record.State;
            grainState.ETag = record.Etag;
            grainState.RecordExists = true;
        }
        else
        {
            Reset(grainState);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var key = (stateName, grainId);
        var written = new Record(grainState.State, NextEtag());
        var isWritten = grainState.ETag is null
            ? _records.TryAdd(key, written)
            : _records.TryGetValue(key, out var stored) && stored.Etag == grainState.ETag && _records.TryUpdate(key, written, stored);
        if (!isWritten)
        {
            return Task.FromException(Stale("write", key, grainState.ETag));
        }

        Interlocked.Increment(ref _writeCount);
        grainState.ETag = written.Etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var key = (stateName, grainId);
        var stored = _records.GetValueOrDefault(key);
        if (stored?.Etag != grainState.ETag || (stored is not null && !_records.TryRemove(KeyValuePair.Create(key, stored))))
        {
            return Task.FromException(Stale("clear", key, grainState.ETag));
        }

        Interlocked.Increment(ref _writeCount);
        Reset(grainState);
        return Task.CompletedTask;
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = default;
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    /// <summary>Never the same twice, so a record that was removed and made again does not match an old etag.</summary>
    private string NextEtag() => Interlocked.Increment(ref _lastEtag).ToString(CultureInfo.InvariantCulture);

    private InconsistentStateException Stale(string verb, (string StateName, GrainId GrainId) key, string? expected) =>
        new($"The {verb} of state '{key.StateName}' of grain {key.GrainId} was refused.", _records.GetValueOrDefault(key)?.Etag, expected);

    private sealed record Record(object? State, string Etag);
}
