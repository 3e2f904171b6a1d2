using Amazon.EC2.Model;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>Reads what came of the one call of a launch.</summary>
internal sealed class FleetAnswer(FleetRequest calls, TimeProvider clock)
{
    /// <summary>The answer of a call that was answered.</summary>
    public LaunchResult Read(LaunchRequest request, ImmutableArray<CacheVolume> volumes, CreateFleetResponse answer)
    {
        var refusals = (answer.Errors ?? []).Select(error => LaunchRefusal.Of(calls.PoolOf(error.LaunchTemplateAndOverrides, null, null), error.ErrorCode, error.ErrorMessage)).ToArray();
        var launched = answer.Instances?.FirstOrDefault(static set => set.InstanceIds is { Count: > 0 });
        if (launched is not null)
        {
            var pool = calls.PoolOf(launched.LaunchTemplateAndOverrides, launched.InstanceType?.Value, launched.AvailabilityZone) ?? request.Pools[0];
            return new LaunchResult.Accepted(new InstanceId(launched.InstanceIds[0]), pool, clock.GetUtcNow(), RefusedOf(request, refusals));
        }

        return Refused(request, volumes, refusals);
    }

    /// <summary>The answer of a call that was refused as a whole.</summary>
    public static LaunchResult Read(LaunchRequest request, ImmutableArray<CacheVolume> volumes, Amazon.EC2.AmazonEC2Exception fault) =>
        Refused(request, volumes, [LaunchRefusal.Of(null, fault.ErrorCode, fault.Message)]);

    // What another request mends goes first; what is learned of pools goes before what only a person can mend.
    private static LaunchResult Refused(LaunchRequest request, ImmutableArray<CacheVolume> volumes, LaunchRefusal[] refusals)
    {
        if (Find(refusals, LaunchRefusalKind.Snapshot) is { } snapshot)
        {
            // Which of the volumes is told by the snapshot's id in the message; where it names none, the first.
            var named = volumes.FirstOrDefault(volume => snapshot.Message.Contains(volume.Snapshot, StringComparison.Ordinal))?.Source
                ?? request.Images.FirstOrDefault(static source => source.Build is not null);
            return named is { Build: { } build } ? new LaunchResult.SnapshotGone(named.Image, build) : new LaunchResult.Rejected(snapshot.Reason);
        }

        if (Find(refusals, LaunchRefusalKind.RestoreRate) is { } rate)
        {
            return new LaunchResult.NoRestoreRate(rate.Reason);
        }

        if (Find(refusals, LaunchRefusalKind.Capacity) is { } capacity)
        {
            var refused = RefusedOf(request, refusals);
            return new LaunchResult.NoCapacity(capacity.Pool is null || refused.IsEmpty ? request.Pools : refused);
        }

        return Find(refusals, LaunchRefusalKind.Throttling) is not null
            ? new LaunchResult.Throttled(AwsFaults.ThrottleDelay)
            : new LaunchResult.Rejected(refusals.Length == 0 ? "CreateFleet launched nothing and named no error." : string.Join("; ", refusals.Select(static one => one.Reason).Distinct()));
    }

    private static LaunchRefusal? Find(LaunchRefusal[] refusals, LaunchRefusalKind kind) => Array.Find(refusals, refusal => refusal.Kind == kind);

    private static ImmutableArray<InstancePool> RefusedOf(LaunchRequest request, LaunchRefusal[] refusals) =>
        [.. request.Pools.Where(pool => refusals.Any(refusal => refusal.Kind == LaunchRefusalKind.Capacity && refusal.Pool == pool))];
}
