using Autoscaler.Cloud.Copies;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Simulated.Calls;

/// <summary>Hosts of copies whose calls are written down, those that change nothing left out: callers repeat them until they see the change.</summary>
internal sealed class RecordedCopyHost(SimulatedCloud cloud, CallRecorder recorder, ICopyHost inner) : ICopyHost
{
    public Task<CopyOrderResult> StartAsync(InstanceId instance, CopyOrder order, CancellationToken cancellationToken) => Do(
        instance,
        order.Id,
        () => inner.StartAsync(instance, order, cancellationToken),
        static (before, after) => before is null && after is not null,
        () => new CloudCall.StartCopy(instance, order));

    public Task DrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => Do(
        instance,
        copy,
        () => inner.DrainAsync(instance, copy, cancellationToken),
        static (before, after) => before is CopyPhase.Ordered or CopyPhase.Starting or CopyPhase.Ready,
        () => new CloudCall.DrainCopy(instance, copy));

    public Task<bool> UndrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => Do(
        instance,
        copy,
        () => inner.UndrainAsync(instance, copy, cancellationToken),
        static (before, after) => before == CopyPhase.Draining && after == CopyPhase.Ready,
        () => new CloudCall.UndrainCopy(instance, copy));

    public Task StopAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => Do(
        instance,
        copy,
        () => inner.StopAsync(instance, copy, cancellationToken),
        static (before, after) => before is not (null or CopyPhase.Stopped or CopyPhase.Failed),
        () => new CloudCall.StopCopy(instance, copy));

    public Task EvictAsync(InstanceId instance, ImageDigest content, CancellationToken cancellationToken) => cloud.Look(world =>
    {
        recorder.Settle();
        var before = world.Fleet.Find(instance)?.Host.Disk.Contents;
        var answer = inner.EvictAsync(instance, content, cancellationToken);
        if (before?.Equals(world.Fleet.Find(instance)?.Host.Disk.Contents) == false)
        {
            recorder.Record(world.Events.Now, new CloudCall.Evict(instance, content));
        }

        return answer;
    });

    public Task<HostStatus?> DescribeAsync(InstanceId instance, CancellationToken cancellationToken) => inner.DescribeAsync(instance, cancellationToken);

    private TTask Do<TTask>(InstanceId instance, CopyId copy, Func<TTask> call, Func<CopyPhase?, CopyPhase?, bool> isChange, Func<CloudCall> kept)
        where TTask : Task => cloud.Look(world =>
    {
        recorder.Settle();
        var before = PhaseOf(world, instance, copy);
        var answer = call();
        if (isChange(before, PhaseOf(world, instance, copy)))
        {
            recorder.Record(world.Events.Now, kept());
        }

        return answer;
    });

    private static CopyPhase? PhaseOf(World world, InstanceId instance, CopyId copy) => world.Fleet.Find(instance) is { IsUp: true } up ? up.Host.PhaseOf(copy) : null;
}
