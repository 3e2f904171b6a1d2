using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Placement;

/// <summary>How a new instance gets a component's weights on a volume of their own.</summary>
internal static class WeightsVolume
{
    /// <summary>The mechanism of the volume; null where the weights are fetched: the component does not cache them, or their entry is not ready.</summary>
    public static StartupMechanism? MechanismOf(ComponentSpec component, CachePolicy policy, CacheReport cache) =>
        policy.UsesSnapshots && component is { CachesWeights: true, Weights: { } weights }
            && cache.Find(WeightsContent.IdOf(weights.Version)) is { State: CacheEntryState.Ready } entry
            ? entry.Mechanism ?? policy.Mechanism
            : null;
}
