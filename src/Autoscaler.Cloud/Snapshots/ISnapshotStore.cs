using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Snapshots;

/// <summary>Snapshots of volumes that hold a container image, one store for each endpoint: nothing here is reachable from another.</summary>
public interface ISnapshotStore
{
    /// <summary>Begins to build a snapshot: a builder pulls the image to a fresh volume, and the volume is snapshotted. Idempotent by the request's token.</summary>
    Task<BuildResult> BuildAsync(SnapshotBuild build, CancellationToken cancellationToken);

    /// <summary>How a build stands.</summary>
    Task<BuildStatus> DescribeAsync(SnapshotBuild build, CancellationToken cancellationToken);

    /// <summary>Deletes what the build made, finished or not, its builder and volume included; what is gone is left so.</summary>
    Task DeleteAsync(SnapshotBuild build, CancellationToken cancellationToken);

    /// <summary>All that is live and tagged with the endpoint: builders, their volumes, snapshots, sorted by id.</summary>
    Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken);
}
