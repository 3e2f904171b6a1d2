using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;

namespace Autoscaler.Cloud.Simulated.Ports;

internal sealed class SimulatedSnapshotStore(SimulatedCloud cloud, TimeProvider callerTime) : ISnapshotStore
{
    private readonly CallAnswer _answer = new(callerTime, cloud.Options.Latency.Snapshot);

    public Task<BuildResult> BuildAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(build);
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => world.Snapshots.Begin(build)), cancellationToken);
    }

    public Task<BuildStatus> DescribeAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(build);
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => world.Snapshots.Describe(build)), cancellationToken);
    }

    public Task<RestoreResult> SetRestoreAsync(SnapshotBuild build, RestoreSetting setting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(setting);
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => world.Snapshots.SetRestore(build, setting)), cancellationToken);
    }

    public Task DeleteAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(build);
        cancellationToken.ThrowIfCancellationRequested();
        cloud.Act(world => world.Snapshots.Delete(build));
        return _answer.After(true, cancellationToken);
    }

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => Live.Of(world.Snapshots.Live(), endpoint)), cancellationToken);
    }
}
