using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Simulated.Calls;

/// <summary>Instances whose calls are written down.</summary>
internal sealed class RecordedInstanceCloud(SimulatedCloud cloud, CallRecorder recorder, IInstanceCloud inner) : IInstanceCloud
{
    public Task<LaunchResult> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken) => cloud.Look(world =>
    {
        recorder.Settle();
        var isNew = world.Fleet.AnswerTo(request) is null;
        var answer = inner.LaunchAsync(request, cancellationToken);
        if (isNew && world.Fleet.AnswerTo(request) is LaunchResult.Accepted accepted)
        {
            recorder.Record(accepted.LaunchedAt, new CloudCall.Launch(request, accepted));
        }

        return answer;
    });

    public Task<InstanceStatus> DescribeAsync(InstanceId instance, CancellationToken cancellationToken) => inner.DescribeAsync(instance, cancellationToken);

    public Task TerminateAsync(InstanceId instance, CancellationToken cancellationToken) => cloud.Look(world =>
    {
        recorder.Settle();
        var isUp = world.Fleet.Find(instance) is { IsUp: true };
        var answer = inner.TerminateAsync(instance, cancellationToken);
        if (isUp)
        {
            recorder.Record(world.Events.Now, new CloudCall.Terminate(instance));
        }

        return answer;
    });

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken) => inner.ListAsync(endpoint, cancellationToken);
}
