namespace Autoscaler.Contracts.Caching;

/// <summary>What an instance found on a volume that was restored for it, when it booted.</summary>
/// <param name="At">When the slot was told, UTC.</param>
/// <param name="Slot">The slot of the instance; of the cache's own endpoint.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Content">What the volume should hold.</param>
/// <param name="Build">The build of the entry it was restored from.</param>
/// <param name="Found">What it holds, by the digests that the host computed.</param>
/// <param name="IsSound">Whether that is what it should, on a volume of the endpoint's own. If not, the host did not mount it.</param>
[GenerateSerializer, Alias("autoscaler.VolumeCheck"), Immutable]
public sealed record VolumeCheck(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] SlotId Slot,
    [property: Id(2)] InstanceId Instance,
    [property: Id(3)] ImageDigest Content,
    [property: Id(4)] int Build,
    [property: Id(5)] ImageDigest Found,
    [property: Id(6)] bool IsSound);
