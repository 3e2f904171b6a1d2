using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Simulation.Fleets;

namespace Autoscaler.Simulation.Faults.Scenarios;

/// <summary>Loses instances and snapshots, crashes copies, and puts other bytes into snapshots at seeded times, whatever lives then.</summary>
internal static class MishapSchedule
{
    private static readonly TimeSpan MeanTimeBetween = TimeSpan.FromMinutes(3);

    public static void Arrange(SimulatedFleet fleet, ulong seed, DateTimeOffset until)
    {
        var random = new RandomStreams(seed).Of("faults", "mishaps");
        var at = fleet.Now;
        while (true)
        {
            at += MeanTimeBetween * random.NextExponential();
            if (at >= until)
            {
                return;
            }

            var (kind, pick) = (random.NextDouble(), random.NextDouble());
            fleet.Host.Schedule(at, kind switch
            {
                < 0.35 => () => LoseInstance(fleet, pick),
                < 0.7 => () => CrashCopy(fleet, pick),
                < 0.85 => () => LoseSnapshot(fleet, pick),
                _ => () => ReplaceSnapshot(fleet, pick),
            });
        }
    }

    private static void LoseInstance(SimulatedFleet fleet, double pick)
    {
        var instances = fleet.Cloud.ReadLive(null).Where(live => live.Kind == TaggedResourceKind.Instance).ToArray();
        if (instances.Length > 0)
        {
            fleet.Cloud.LoseInstance(new InstanceId(instances[(int)(pick * instances.Length)].Id));
        }
    }

    private static void LoseSnapshot(SimulatedFleet fleet, double pick)
    {
        if (PickSnapshot(fleet, pick) is { } snapshot)
        {
            fleet.Cloud.LoseSnapshot(new SnapshotId(snapshot.Id));
        }
    }

    // The owner's own bytes, but not those that were built: what a boot can find out by their digest. Another endpoint's could not be read under the owner's key.
    private static void ReplaceSnapshot(SimulatedFleet fleet, double pick)
    {
        if (PickSnapshot(fleet, pick) is { } snapshot)
        {
            fleet.Cloud.ReplaceSnapshot(new SnapshotId(snapshot.Id), new ImageDigest($"sha256:{new string('0', 64)}"), snapshot.Endpoint);
        }
    }

    private static TaggedResource? PickSnapshot(SimulatedFleet fleet, double pick)
    {
        var snapshots = fleet.Cloud.ReadLive(null).Where(live => live.Kind == TaggedResourceKind.Snapshot).ToArray();
        return snapshots.Length == 0 ? null : snapshots[(int)(pick * snapshots.Length)];
    }

    // Of the copies that became ready lately most still serve; one that does not is left as it is.
    private static void CrashCopy(SimulatedFleet fleet, double pick)
    {
        var starts = fleet.Cloud.ReadCopyStarts();
        var latest = Math.Min(starts.Length, 12);
        if (latest > 0)
        {
            var start = starts[starts.Length - 1 - (int)(pick * latest)];
            fleet.Cloud.CrashCopy(start.Instance, start.Copy);
        }
    }
}
