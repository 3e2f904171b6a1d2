using Autoscaler.Contracts.Slots;
using Autoscaler.Grains.Caching;
using Autoscaler.Grains.Endpoints;
using Autoscaler.Grains.Slots;
using Orleans.SingleProcess.Storage;

namespace Autoscaler.Simulation.Faults;

/// <summary>What grains have stored, read beside them: asking a grain would wake it, and so mend what is to be found broken.</summary>
internal sealed class StoredState(MemoryGrainStorage storage)
{
    /// <summary>The slots that an endpoint ever used, as they would report themselves, by ordinal.</summary>
    public ImmutableArray<SlotReport> SlotsOf(EndpointId endpoint)
    {
        var assigned = Read<EndpointState>("endpoint", "endpoint", endpoint.ToString()) ?? new EndpointState();
        return [.. assigned.Slots.Select(assignment => SlotOf(new SlotId(endpoint, assignment.Ordinal)))];
    }

    /// <summary>The cache of an endpoint.</summary>
    public ImageCacheState CacheOf(EndpointId endpoint) => Read<ImageCacheState>("cache", "imagecache", endpoint.ToString()) ?? new ImageCacheState();

    private SlotReport SlotOf(SlotId slot) => (Read<SlotState>("slot", "instanceslot", slot.ToString()) ?? new SlotState()).ReportFor(slot);

    private T? Read<T>(string stateName, string grainType, string key)
        where T : class
    {
        var state = new GrainState<T>();
        var read = storage.ReadStateAsync(stateName, GrainId.Create(grainType, key), state);
        return read.IsCompletedSuccessfully ? state.State : throw new InvalidOperationException($"State '{stateName}' of {grainType}/{key} could not be read at once.");
    }
}
