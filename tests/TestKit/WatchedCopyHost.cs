using Autoscaler.Cloud.Copies;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.TestKit;

/// <summary>Hosts, watched.</summary>
internal sealed class WatchedCopyHost(ICopyHost inner, PortWatch watch) : ICopyHost
{
    public Task<CopyOrderResult> StartAsync(InstanceId instance, CopyOrder order, CancellationToken cancellationToken) => inner.StartAsync(instance, order, cancellationToken);

    public Task DrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => inner.DrainAsync(instance, copy, cancellationToken);

    public Task<bool> UndrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => inner.UndrainAsync(instance, copy, cancellationToken);

    public Task StopAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => inner.StopAsync(instance, copy, cancellationToken);

    public Task EvictAsync(InstanceId instance, ImageDigest content, CancellationToken cancellationToken) => inner.EvictAsync(instance, content, cancellationToken);

    public Task<HostStatus?> DescribeAsync(InstanceId instance, CancellationToken cancellationToken) =>
        watch.HostsAreSilent ? Task.FromResult<HostStatus?>(null) : inner.DescribeAsync(instance, cancellationToken);
}
