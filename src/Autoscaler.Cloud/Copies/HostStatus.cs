using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Copies;

/// <summary>What a host says of itself.</summary>
/// <param name="Disk">What lies whole on its disks.</param>
/// <param name="Copies">Its copies, by number, those that are over included.</param>
public sealed record HostStatus(DiskContents Disk, ImmutableArray<CopyStatus> Copies)
{
    /// <summary>The volumes that were restored for it, as it found them when it booted, sorted by what they should hold.</summary>
    public ImmutableArray<VolumeReading> Volumes { get; init; } = [];

    /// <summary>What lies whole on its own disk, sorted by content.</summary>
    public ImmutableArray<DiskFile> Files { get; init; } = [];
}
