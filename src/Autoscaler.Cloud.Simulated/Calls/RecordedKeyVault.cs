using Autoscaler.Cloud.Keys;

namespace Autoscaler.Cloud.Simulated.Calls;

/// <summary>Keys whose calls are written down, those that change nothing left out.</summary>
internal sealed class RecordedKeyVault(SimulatedCloud cloud, CallRecorder recorder, IKeyVault inner) : IKeyVault
{
    public Task<KeyResult> EnsureAsync(EndpointId endpoint, CancellationToken cancellationToken) =>
        Do(() => inner.EnsureAsync(endpoint, cancellationToken), new CloudCall.EnsureKey(endpoint));

    public Task RevokeGrantsAsync(EndpointId endpoint, CancellationToken cancellationToken) =>
        Do(() => inner.RevokeGrantsAsync(endpoint, cancellationToken), new CloudCall.RevokeGrants(endpoint));

    public Task ScheduleDeletionAsync(EndpointId endpoint, TimeSpan wait, CancellationToken cancellationToken) =>
        Do(() => inner.ScheduleDeletionAsync(endpoint, wait, cancellationToken), new CloudCall.ScheduleKeyDeletion(endpoint, wait));

    private TTask Do<TTask>(Func<TTask> call, CloudCall kept)
        where TTask : Task => cloud.Look(world =>
    {
        recorder.Settle();
        var before = world.Keys.Listed().ToArray();
        var answer = call();
        if (!before.SequenceEqual(world.Keys.Listed()))
        {
            recorder.Record(world.Events.Now, kept);
        }

        return answer;
    });
}
