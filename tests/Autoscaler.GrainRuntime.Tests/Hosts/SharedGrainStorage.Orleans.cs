using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace Autoscaler.GrainRuntime.Tests.Hosts;

/// <summary>Keeps state in memory for all silos of a test, so that it outlives each of them; Orleans' own memory storage is lost with its silo.</summary>
internal sealed class SharedGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), (object? Value, string Etag)> _records = new();
    private long _lastEtag;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var exists = _records.TryGetValue((stateName, grainId), out var record);
        grainState.State = exists ? (T?)record.Value : Activator.CreateInstance<T>();
        grainState.ETag = exists ? record.Etag : null;
        grainState.RecordExists = exists;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var written = (Value: (object?)grainState.State, Etag: Interlocked.Increment(ref _lastEtag).ToString(CultureInfo.InvariantCulture));
        var isWritten = grainState.ETag is null
            ? _records.TryAdd(key, written)
            : _records.TryGetValue(key, out var stored) && stored.Etag == grainState.ETag && _records.TryUpdate(key, written, stored);
        if (!isWritten)
        {
            throw Stale("write", key, grainState.ETag);
        }

        grainState.ETag = written.Etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        if (grainState.ETag is { } etag
            && !(_records.TryGetValue(key, out var stored) && stored.Etag == etag && _records.TryRemove(KeyValuePair.Create(key, stored))))
        {
            throw Stale("clear", key, etag);
        }

        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private InconsistentStateException Stale(string verb, (string State, GrainId Grain) key, string? expected) =>
        new($"The {verb} of state '{key.State}' of grain {key.Grain} was refused.", _records.GetValueOrDefault(key).Etag, expected);
}
