using Autoscaler.Contracts.Fleets;

namespace Autoscaler.Grains.Fleets;

/// <summary>What a page may be asked for.</summary>
internal static class PageRules
{
    /// <summary>Throws where a page of so many cannot be asked for.</summary>
    public static void ThrowUnlessLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, EndpointQuery.MaxLimit);
    }
}
