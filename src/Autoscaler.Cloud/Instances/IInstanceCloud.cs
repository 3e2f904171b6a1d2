using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Instances;

/// <summary>Instances: launch, look, terminate. Faults (no connection, no permission) are exceptions; all else is a case of a result.</summary>
public interface IInstanceCloud
{
    /// <summary>
    /// Launches one instance. The request's token makes the call idempotent: repeated with the same request, it answers as it did the first time and launches nothing.
    /// </summary>
    Task<LaunchResult> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken);

    /// <summary>An instance as the cloud sees it; <see cref="InstanceStatus.Gone"/> when there is none of that id.</summary>
    Task<InstanceStatus> DescribeAsync(InstanceId instance, CancellationToken cancellationToken);

    /// <summary>Terminates an instance; one that is gone, or going, is left as it is.</summary>
    Task TerminateAsync(InstanceId instance, CancellationToken cancellationToken);

    /// <summary>All that is live and tagged with the endpoint: instances and the volumes on them, sorted by id.</summary>
    Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken);
}
