using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Instances;

namespace Autoscaler.Simulation.Faults.Checks;

/// <summary>Over the whole run: no instance boots from a snapshot that was written for another endpoint, and nothing holds another endpoint's bytes.</summary>
public static class IsolationCheck
{
    /// <summary>The check's name.</summary>
    public const string Name = "isolation";

    /// <summary>Boots that break it.</summary>
    public static ImmutableArray<Finding> Run(LaunchReading launches)
    {
        ArgumentNullException.ThrowIfNull(launches);
        return
        [
            .. launches.Launched.SelectMany(launch => launch.Snapshots.Where(snapshot => snapshot.WrittenFor != launch.Slot.Endpoint).Select(snapshot => new Finding(
                Name, launch.Slot.Endpoint, launch.Slot.Ordinal, "a boot from the endpoint's own snapshots",
                $"{launch.Instance} from {snapshot.Snapshot}, written for {snapshot.WrittenFor}", launch.At))),
        ];
    }

    /// <summary>Bytes that break it.</summary>
    public static ImmutableArray<Finding> Run(ImmutableArray<HeldBytes> bytes) =>
    [
        .. bytes.Where(held => held.WrittenFor != held.Owner).Select(held => new Finding(
            Name, held.Owner, null, "bytes that were written for their owner", $"{held.Content} in {held.HolderKind} {held.Holder}, written for {held.WrittenFor}")),
    ];
}
