using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Copies;

/// <summary>What a host says of itself.</summary>
/// <param name="Disk">What lies whole on its disks.</param>
/// <param name="Copies">Its copies, by number, those that are over included.</param>
public sealed record HostStatus(DiskContents Disk, ImmutableArray<CopyStatus> Copies);
