using Amazon.EC2;
using Amazon.EC2.Model;
using Autoscaler.Cloud.Aws.Tags;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>What there is of one build.</summary>
/// <param name="Builders">Instances with its token, the terminated ones included.</param>
/// <param name="Snapshots">Snapshots with its token, the build's own first.</param>
internal sealed record FoundBuild(ImmutableArray<Instance> Builders, ImmutableArray<Snapshot> Snapshots)
{
    /// <summary>The device of a builder's volume.</summary>
    public const string Device = "/dev/sdf";

    /// <summary>The build's snapshot; null where there is none yet.</summary>
    public Snapshot? Snapshot => Snapshots.FirstOrDefault();

    /// <summary>Builders that are there.</summary>
    public IEnumerable<Instance> Live => Builders.Where(static builder => builder.State?.Name != InstanceStateName.Terminated && builder.State?.Name != InstanceStateName.ShuttingDown);

    /// <summary>The builder that works on it, or has; the first, should there be two; null where there is none.</summary>
    public Instance? Builder => Live.OrderBy(static builder => builder.LaunchTime ?? DateTime.MaxValue).ThenBy(static builder => builder.InstanceId, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The volume that a builder fills; null where it has none.</summary>
    public static string? VolumeOf(Instance builder) => builder.BlockDeviceMappings?.FirstOrDefault(static mapping => mapping.DeviceName == Device)?.Ebs?.VolumeId;

    /// <summary>Finds it by its token, whoever made what there is.</summary>
    public static async Task<FoundBuild> FindAsync(Ec2Calls calls, string fleet, string token, CancellationToken cancellationToken)
    {
        Filter[] filters = [Ec2Calls.ByTag(TagNames.Fleet, fleet), Ec2Calls.ByTag(TagNames.Token, token)];
        var builders = await calls.InstancesAsync(cancellationToken, filters);
        var snapshots = await calls.SnapshotsAsync(cancellationToken, filters);
        return new FoundBuild([.. builders], [.. BuildSnapshots.InOrder(snapshots)]);
    }
}
