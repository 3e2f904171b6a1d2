using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Where grain state is kept. Writes are conditional on the etag.</summary>
public interface IGrainStorage
{
    /// <summary>Reads a record into <paramref name="grainState"/>.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Writes a record if the stored etag is the one in <paramref name="grainState"/>, and gives it its new etag.</summary>
    /// <exception cref="InconsistentStateException">The stored etag is another.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Removes a record if the stored etag is the one in <paramref name="grainState"/>.</summary>
    /// <exception cref="InconsistentStateException">The stored etag is another.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Reads a record into <paramref name="grainState"/>.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ReadStateAsync(stateName, grainId, grainState);

    /// <summary>Writes a record if the stored etag is the one in <paramref name="grainState"/>.</summary>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        WriteStateAsync(stateName, grainId, grainState);

    /// <summary>Removes a record if the stored etag is the one in <paramref name="grainState"/>.</summary>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ClearStateAsync(stateName, grainId, grainState);
}
