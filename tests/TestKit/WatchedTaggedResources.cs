using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Tags;

namespace Autoscaler.TestKit;

/// <summary>Lists by tag, watched.</summary>
internal sealed class WatchedTaggedResources(ITaggedResources inner, PortWatch watch) : ITaggedResources
{
    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId? endpoint, CancellationToken cancellationToken)
    {
        watch.Before("Tags.List");
        return inner.ListAsync(endpoint, cancellationToken);
    }

    public Task DeleteAsync(TaggedResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        watch.Before("Tags.Delete");
        watch.Trail.Add($"delete {resource.Kind} {resource.Id}");
        return inner.DeleteAsync(resource, cancellationToken);
    }
}
