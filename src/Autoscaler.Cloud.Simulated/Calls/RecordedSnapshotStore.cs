using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;

namespace Autoscaler.Cloud.Simulated.Calls;

/// <summary>A snapshot store whose calls are written down.</summary>
internal sealed class RecordedSnapshotStore(SimulatedCloud cloud, CallRecorder recorder, ISnapshotStore inner) : ISnapshotStore
{
    public Task<BuildResult> BuildAsync(SnapshotBuild build, CancellationToken cancellationToken) => Do(
        build,
        () => inner.BuildAsync(build, cancellationToken),
        static (before, after) => before is BuildStatus.Gone && after is not BuildStatus.Gone,
        new CloudCall.Build(build));

    public Task<BuildStatus> DescribeAsync(SnapshotBuild build, CancellationToken cancellationToken) => inner.DescribeAsync(build, cancellationToken);

    public Task<RestoreResult> SetRestoreAsync(SnapshotBuild build, RestoreSetting setting, CancellationToken cancellationToken) => cloud.Look(world =>
    {
        recorder.Settle();
        var before = world.Snapshots.RestoreOf(build);
        var answer = inner.SetRestoreAsync(build, setting, cancellationToken);
        if (before != world.Snapshots.RestoreOf(build))
        {
            recorder.Record(world.Events.Now, new CloudCall.SetRestore(build, setting));
        }

        return answer;
    });

    public Task DeleteAsync(SnapshotBuild build, CancellationToken cancellationToken) => Do(
        build,
        () => inner.DeleteAsync(build, cancellationToken),
        static (before, after) => before is not BuildStatus.Gone && after is BuildStatus.Gone,
        new CloudCall.DeleteBuild(build));

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken) => inner.ListAsync(endpoint, cancellationToken);

    private TTask Do<TTask>(SnapshotBuild build, Func<TTask> call, Func<BuildStatus, BuildStatus, bool> isChange, CloudCall kept)
        where TTask : Task => cloud.Look(world =>
    {
        recorder.Settle();
        var before = world.Snapshots.Describe(build);
        var answer = call();
        if (isChange(before, world.Snapshots.Describe(build)))
        {
            recorder.Record(world.Events.Now, kept);
        }

        return answer;
    });
}
