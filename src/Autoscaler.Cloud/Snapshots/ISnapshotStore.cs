using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Snapshots;

/// <summary>Snapshots of volumes that hold a container image or weights, one store for each endpoint: nothing here is reachable from another.</summary>
public interface ISnapshotStore
{
    /// <summary>Begins to build a snapshot: a builder pulls the image to a fresh volume, and the volume is snapshotted. Idempotent by the request's token.</summary>
    Task<BuildResult> BuildAsync(SnapshotBuild build, CancellationToken cancellationToken);

    /// <summary>How a build stands.</summary>
    Task<BuildStatus> DescribeAsync(SnapshotBuild build, CancellationToken cancellationToken);

    /// <summary>
    /// Sets how a ready build is restored: writes its launch template, and has fast restore on in exactly the zones of the setting. Launches name the build, and the
    /// template the snapshot. Idempotent.
    /// </summary>
    Task<RestoreResult> SetRestoreAsync(SnapshotBuild build, RestoreSetting setting, CancellationToken cancellationToken);

    /// <summary>Deletes what the build made, finished or not, its builder, volume, template and fast restore included; what is gone is left so.</summary>
    Task DeleteAsync(SnapshotBuild build, CancellationToken cancellationToken);

    /// <summary>All that is live and tagged with the endpoint: builders, their volumes, snapshots, templates, fast restores, sorted by id.</summary>
    Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken);
}
