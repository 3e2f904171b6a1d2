using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>A volume of a new instance that is restored from an entry of the endpoint's cache.</summary>
/// <param name="Source">What it holds and how it is restored.</param>
/// <param name="Device">The device name, as <c>/dev/sdf</c>.</param>
/// <param name="MountPoint">Where it is mounted, for reading and writing: a copy-on-write of its own, deleted with the instance.</param>
/// <param name="Snapshot">The endpoint's own snapshot.</param>
/// <param name="Key">The key that it is encrypted with; null for the account's own.</param>
internal sealed record CacheVolume(ImageSource Source, string Device, string MountPoint, string Snapshot, string? Key)
{
    // EC2 recommends /dev/sd[f-p] for volumes beside the root.
    private const string Letters = "fghijklmnop";

    /// <summary>How many volumes an instance can have beside its root.</summary>
    public static int Most => Letters.Length;

    /// <summary>The device name of the volume of that place in the order.</summary>
    public static string DeviceOf(int index) => $"/dev/sd{Letters[index]}";

    /// <summary>The mount point of the volume of that place in the order.</summary>
    public static string MountPointOf(int index) => $"/var/lib/autoscaler/cache/{Letters[index]}";
}
