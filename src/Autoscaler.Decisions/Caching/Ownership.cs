using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Decisions.Caching;

/// <summary>Whose something is that carries a tag. Slots and caches write down what they make before they make it, so they know of all that is theirs.</summary>
public static class Ownership
{
    /// <summary>Whether an instance, or a volume of one, is a slot's.</summary>
    /// <param name="slot">The slot of the tag, as it reports itself.</param>
    /// <param name="generation">The generation of the tag.</param>
    /// <param name="instance">The instance; null for a volume.</param>
    public static bool IsOf(SlotReport slot, int generation, InstanceId? instance)
    {
        ArgumentNullException.ThrowIfNull(slot);

        // While it launches, a slot does not know yet which instance it has.
        return slot.Generation == generation && slot.Phase != SlotPhase.Vacant && (instance is null || slot.Instance is null || slot.Instance == instance);
    }

    /// <summary>Whether what a build made is a cache's.</summary>
    /// <param name="cache">The cache of the tag, as it reports itself.</param>
    /// <param name="content">The image or weights of the tag.</param>
    /// <param name="build">The build of the tag.</param>
    public static bool IsOf(CacheReport cache, ImageDigest content, int build)
    {
        ArgumentNullException.ThrowIfNull(cache);
        return cache.Find(content) is { } entry && entry.Builds == build;
    }
}
