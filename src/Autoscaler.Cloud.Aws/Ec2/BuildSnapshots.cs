using Amazon.EC2.Model;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>The snapshots of one build. A call for one that lost its answer can leave two: the first is the build's.</summary>
internal static class BuildSnapshots
{
    /// <summary>From the first to the last, the same for whoever looks.</summary>
    public static IEnumerable<Snapshot> InOrder(IEnumerable<Snapshot> snapshots) =>
        snapshots.OrderBy(static snapshot => snapshot.StartTime ?? DateTime.MaxValue).ThenBy(static snapshot => snapshot.SnapshotId, StringComparer.Ordinal);

    /// <summary>The build's; null where there is none.</summary>
    public static Snapshot? FirstOf(IEnumerable<Snapshot> snapshots) => InOrder(snapshots).FirstOrDefault();
}
