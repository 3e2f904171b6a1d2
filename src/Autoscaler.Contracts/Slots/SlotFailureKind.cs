namespace Autoscaler.Contracts.Slots;

/// <summary>Why a generation of a slot came to nothing.</summary>
[GenerateSerializer, Alias("autoscaler.SlotFailureKind")]
public enum SlotFailureKind
{
    /// <summary>No pool of the request had capacity.</summary>
    NoCapacity = 0,

    /// <summary>The cloud refused the request itself: a quota, a permission, a wrong parameter.</summary>
    Rejected = 1,

    /// <summary>The instance did not boot by its deadline, or went away while it booted.</summary>
    BootFailed = 2,

    /// <summary>The instance went away by itself.</summary>
    InstanceLost = 3,

    /// <summary>A snapshot that the request names is gone; the next launch resolves its images anew.</summary>
    SnapshotGone = 4,

    /// <summary>The launch was not begun before its deadline, as after an outage; what it was for is decided anew.</summary>
    Expired = 5,
}
