using Orleans.Runtime;
using Orleans.SingleProcess.Serialization;
using Orleans.Storage;

namespace Orleans.SingleProcess.Storage;

/// <summary>
/// Passes states through bytes on their way to a storage and back: a state that could not be read again is not written, and what a grain does to the
/// object it wrote or read changes nothing that is stored.
/// </summary>
internal sealed class StrictGrainStorage(IGrainStorage storage, MessageSerializer serializer) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await storage.ReadStateAsync(stateName, grainId, grainState, cancellationToken);
        if (grainState.RecordExists)
        {
            grainState.State = serializer.Copy(grainState.State);
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var written = new GrainState<T>(serializer.Copy(grainState.State), grainState.ETag) { RecordExists = grainState.RecordExists };
        await storage.WriteStateAsync(stateName, grainId, written, cancellationToken);
        grainState.ETag = written.ETag;
        grainState.RecordExists = written.RecordExists;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        storage.ClearStateAsync(stateName, grainId, grainState, cancellationToken);
}
