using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Tags;

/// <summary>
/// Everything that carries the autoscaler's tags, whatever made it: what a purge verifies by, and a sweeper finds orphans by. Lists may be some seconds old.
/// </summary>
public interface ITaggedResources
{
    /// <summary>All of it, of one endpoint or of all: also what is terminated and still listed, and keys whose deletion is scheduled. Sorted by id.</summary>
    /// <param name="endpoint">The endpoint of the tag; null for all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId? endpoint, CancellationToken cancellationToken);

    /// <summary>Deletes one thing that was listed, in the way of its kind: terminates, deletes, disables, revokes, or schedules the deletion. What is gone is left so.</summary>
    Task DeleteAsync(TaggedResource resource, CancellationToken cancellationToken);
}
