using Autoscaler.Cloud.Copies;
using Autoscaler.Contracts.Caching;
using Autoscaler.Decisions.Caching;

namespace Autoscaler.Grains.Slots;

/// <summary>What lies on an instance's volumes and disk: told to the cache once it has booted, and kept under the policy's limit.</summary>
internal sealed partial class InstanceSlotGrain
{
    // In memory: what is told twice is recorded once.
    private int _checkedGeneration;

    private async Task TellChecksAsync(int generation, InstanceId instance, HostStatus status, CancellationToken cancellationToken)
    {
        if (_checkedGeneration == generation || status.Volumes.IsEmpty)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var checks = status.Volumes.Select(volume => new VolumeCheck(
            now, _id, instance, volume.Content, volume.Build, volume.Found, volume.IsMounted && volume.Found == volume.Content && volume.Owner == _id.Endpoint)).ToImmutableArray();
        if (await TellCacheAsync(cache => cache.ReportChecksAsync(checks, cancellationToken), cancellationToken))
        {
            _checkedGeneration = generation;
        }
    }

    private async Task KeepDiskLimitAsync(InstanceId instance, HostStatus status, CancellationToken cancellationToken)
    {
        if (Current.Intent.Launch?.Cache.MaxDiskBytes is not { } limit)
        {
            return;
        }

        var files = status.Files.Select(static file => new RoomTaker(file.Content, file.Size, file.LastUsedAt, file.IsInUse)).ToArray();
        var victims = LeastRecentlyUsed.MakeRoom(files, ByteCount.Zero, limit) ?? [.. files.Where(static file => !file.IsNeeded).Select(static file => file.Content)];
        foreach (var content in victims)
        {
            await hosts.EvictAsync(instance, content, cancellationToken);
        }
    }
}
