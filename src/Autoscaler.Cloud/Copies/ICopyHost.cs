using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Copies;

/// <summary>The hosts of copies: what runs on an instance and starts, drains and watches copies there. Every order is idempotent.</summary>
public interface ICopyHost
{
    /// <summary>
    /// Orders a copy on an instance. An instance that still boots begins it when it has booted; one whose accelerators or memory are taken keeps it waiting.
    /// </summary>
    Task<CopyOrderResult> StartAsync(InstanceId instance, CopyOrder order, CancellationToken cancellationToken);

    /// <summary>Takes a copy out of routing; it stops when its last request is done. A copy that is not there is left so.</summary>
    Task DrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken);

    /// <summary>Puts a draining copy back into routing.</summary>
    /// <returns>False if it is over already.</returns>
    Task<bool> UndrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken);

    /// <summary>Stops a copy at once, cutting its requests.</summary>
    Task StopAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken);

    /// <summary>Deletes an image or weights from an instance's own disk; what is not there, or in use, is left so.</summary>
    Task EvictAsync(InstanceId instance, ImageDigest content, CancellationToken cancellationToken);

    /// <summary>What the host says of itself; null while it has not been heard.</summary>
    Task<HostStatus?> DescribeAsync(InstanceId instance, CancellationToken cancellationToken);
}
