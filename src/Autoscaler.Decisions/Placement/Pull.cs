using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Placement;

/// <summary>How an image gets to an instance that has neither a volume nor a disk with it.</summary>
internal static class Pull
{
    public static StartupMechanism MechanismOf(CachePolicy cache) => cache.UsesSnapshots ? cache.Fallback : cache.Mechanism;
}
