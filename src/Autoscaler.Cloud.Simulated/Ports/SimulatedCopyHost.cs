using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Simulated.Hosts;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Simulated.Ports;

internal sealed class SimulatedCopyHost(SimulatedCloud cloud, TimeProvider callerTime) : ICopyHost
{
    private readonly CallAnswer _answer = new(callerTime, cloud.Options.Latency.Host);

    public Task<CopyOrderResult> StartAsync(InstanceId instance, CopyOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => HostOf(world, instance)?.Start(order) ?? CopyOrderResult.InstanceGone), cancellationToken);
    }

    public Task DrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        cloud.Act(world => HostOf(world, instance)?.Drain(copy));
        return _answer.After(true, cancellationToken);
    }

    public Task<bool> UndrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => HostOf(world, instance)?.Undrain(copy) ?? false), cancellationToken);
    }

    public Task StopAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        cloud.Act(world => HostOf(world, instance)?.Stop(copy));
        return _answer.After(true, cancellationToken);
    }

    public Task EvictAsync(InstanceId instance, ImageDigest content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        cloud.Act(world => HostOf(world, instance)?.Evict(content));
        return _answer.After(true, cancellationToken);
    }

    public Task<HostStatus?> DescribeAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => HostOf(world, instance)?.Status), cancellationToken);
    }

    private static SimulatedHost? HostOf(World world, InstanceId instance) => world.Fleet.Find(instance) is { IsUp: true } up ? up.Host : null;
}
