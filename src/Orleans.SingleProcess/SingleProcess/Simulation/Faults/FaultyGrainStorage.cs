using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.SingleProcess.Simulation.Faults;

/// <summary>A storage whose writes take time and go wrong as a plan says. A crash while a write is under way leaves it stored or not.</summary>
internal sealed class FaultyGrainStorage(IGrainStorage inner, FaultInjector faults, TimeProvider clock) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ChangeAsync(stateName, grainId, grainState, inner.WriteStateAsync);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ChangeAsync(stateName, grainId, grainState, inner.ClearStateAsync);

    private async Task ChangeAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, Func<string, GrainId, IGrainState<T>, Task> change)
    {
        if (faults.IsOver)
        {
            await change(stateName, grainId, grainState);
            return;
        }

        var fate = faults.FateOfWrite();
        await Task.Delay(faults.WriteTime(), clock);
        switch (fate)
        {
            case WriteFate.Fails:
                throw new IOException($"Simulated: state '{stateName}' of grain {grainId} was not written.");
            case WriteFate.IsStale:
                throw new InconsistentStateException($"Simulated: the write of state '{stateName}' of grain {grainId} was refused.", "another", grainState.ETag);
            case WriteFate.IsStoredAndFails:
                // The caller's etag stays the old one: it does not know.
                var stored = new GrainState<T>(grainState.State, grainState.ETag) { RecordExists = grainState.RecordExists };
                await change(stateName, grainId, stored);
                await Task.Delay(faults.WriteTime(), clock);
                throw new IOException($"Simulated: the write of state '{stateName}' of grain {grainId} was not confirmed.");
            default:
                await change(stateName, grainId, grainState);
                await Task.Delay(faults.WriteTime(), clock);
                break;
        }
    }
}
