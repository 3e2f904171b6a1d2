using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Placement;

/// <summary>How a new instance gets weights on a volume of their own.</summary>
internal static class WeightsVolume
{
    /// <summary>The mechanism of the volume; null where weights are fetched.</summary>
    public static StartupMechanism? MechanismOf(CachePolicy cache) => cache.CachesWeights && cache.UsesSnapshots ? cache.Mechanism : null;
}
