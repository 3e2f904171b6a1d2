using Autoscaler.Contracts.Access;

namespace Autoscaler.Contracts.Capacity;

/// <summary>Remembers which pools the cloud refused, for all endpoints together. One grain, key <see cref="Key"/>.</summary>
[Alias("autoscaler.ICapacityMemoryGrain")]
public interface ICapacityMemoryGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "capacity";

    /// <summary>Records what one launch call learned.</summary>
    /// <param name="refused">Pools that had no capacity.</param>
    /// <param name="granted">The pool that gave the instance; null if none did.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [Alias("Record")]
    Task RecordAsync(ImmutableArray<InstancePool> refused, InstancePool? granted, CancellationToken cancellationToken);

    /// <summary>What is avoided now.</summary>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("GetSnapshot")]
    ValueTask<CapacitySnapshot> GetSnapshotAsync(CancellationToken cancellationToken);
}
