using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Simulated.Ports;

/// <summary>Lists of what is live.</summary>
internal static class Live
{
    /// <summary>What carries the endpoint's tag (any tag where it is null), sorted by id.</summary>
    public static ImmutableArray<TaggedResource> Of(IEnumerable<LiveResource> all, EndpointId? endpoint) =>
    [
        .. all.Select(static live => live.Resource).Where(resource => endpoint is null || resource.Endpoint == endpoint).OrderBy(static resource => resource.Id, StringComparer.Ordinal),
    ];
}
