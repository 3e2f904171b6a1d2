using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Simulated.Ports;

internal sealed class SimulatedInstanceCloud(SimulatedCloud cloud, TimeProvider callerTime) : IInstanceCloud
{
    private readonly CallAnswer _launch = new(callerTime, cloud.Options.Latency.Launch);
    private readonly CallAnswer _other = new(callerTime, cloud.Options.Latency.Instance);

    public Task<LaunchResult> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        return _launch.After(cloud.Look(world => world.Fleet.Launch(request)), cancellationToken);
    }

    public Task<InstanceStatus> DescribeAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _other.After(cloud.Look(world => world.Fleet.Describe(instance)), cancellationToken);
    }

    public Task TerminateAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        cloud.Act(world => world.Fleet.Terminate(instance));
        return _other.After(true, cancellationToken);
    }

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _other.After(cloud.Look(world => Live.Of(world.Fleet.Live(), endpoint)), cancellationToken);
    }
}
