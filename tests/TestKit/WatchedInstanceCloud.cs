using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.TestKit;

/// <summary>Instances, watched.</summary>
internal sealed class WatchedInstanceCloud(IInstanceCloud inner, PortWatch watch) : IInstanceCloud
{
    public Task<LaunchResult> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        watch.Before("Instances.Launch");
        watch.OnLaunch?.Invoke(request);
        watch.Launches.Add(request);
        watch.Trail.Add($"launch {request.Slot} {request.Generation}");
        return inner.LaunchAsync(request, cancellationToken);
    }

    public Task<InstanceStatus> DescribeAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        watch.Before("Instances.Describe");
        return inner.DescribeAsync(instance, cancellationToken);
    }

    public Task TerminateAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        watch.Before("Instances.Terminate");
        return inner.TerminateAsync(instance, cancellationToken);
    }

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken) => inner.ListAsync(endpoint, cancellationToken);
}
