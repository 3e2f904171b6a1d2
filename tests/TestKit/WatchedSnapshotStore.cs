using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;

namespace Autoscaler.TestKit;

/// <summary>Snapshots, watched.</summary>
internal sealed class WatchedSnapshotStore(ISnapshotStore inner, PortWatch watch) : ISnapshotStore
{
    public Task<BuildResult> BuildAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(build);
        watch.Before("Snapshots.Build");
        watch.Trail.Add($"build {build.Token}");
        return inner.BuildAsync(build, cancellationToken);
    }

    public Task<BuildStatus> DescribeAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        watch.Before("Snapshots.Describe");
        return inner.DescribeAsync(build, cancellationToken);
    }

    public Task<RestoreResult> SetRestoreAsync(SnapshotBuild build, RestoreSetting setting, CancellationToken cancellationToken)
    {
        watch.Before("Snapshots.SetRestore");
        return inner.SetRestoreAsync(build, setting, cancellationToken);
    }

    public Task DeleteAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        watch.Before("Snapshots.Delete");
        return inner.DeleteAsync(build, cancellationToken);
    }

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken) => inner.ListAsync(endpoint, cancellationToken);
}
