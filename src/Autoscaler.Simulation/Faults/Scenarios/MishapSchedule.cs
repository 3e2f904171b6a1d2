using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Simulation.Fleets;

namespace Autoscaler.Simulation.Faults.Scenarios;

/// <summary>Loses instances and crashes copies at seeded times, whatever lives then.</summary>
internal static class MishapSchedule
{
    private static readonly TimeSpan MeanTimeBetween = TimeSpan.FromMinutes(4);

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
            fleet.Host.Schedule(at, kind < 0.5 ? () => LoseInstance(fleet, pick) : () => CrashCopy(fleet, pick));
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
