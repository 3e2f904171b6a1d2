using Autoscaler.Cloud.Simulated.Instances;

namespace Autoscaler.Simulation.Faults.Checks;

/// <summary>Over the whole run: no generation of a slot is launched twice, no slot has two instances at once, no token is used again for something else.</summary>
public static class LaunchCheck
{
    /// <summary>The check's name.</summary>
    public const string Name = "launched once";

    /// <summary>Everything that does not hold.</summary>
    public static ImmutableArray<Finding> Run(LaunchReading launches)
    {
        ArgumentNullException.ThrowIfNull(launches);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var first = new Dictionary<(SlotId, int), LaunchedInstance>();
        foreach (var launch in launches.Launched)
        {
            if (!first.TryAdd((launch.Slot, launch.Generation), launch))
            {
                var earlier = first[(launch.Slot, launch.Generation)];
                findings.Add(Of(launch, $"one launch of generation {launch.Generation}", $"{launch.Instance} after {earlier.Instance} of {earlier.At:O}"));
            }

            if (!launch.Beside.IsEmpty)
            {
                findings.Add(Of(launch, $"generation {launch.Generation} launched once no other instance is up", $"{launch.Instance} beside {string.Join(", ", launch.Beside)}"));
            }
        }

        foreach (var mistake in launches.Mistakes)
        {
            findings.Add(new Finding(
                Name, mistake.Slot.Endpoint, mistake.Slot.Ordinal, $"a launch call of generation {mistake.Generation} that the cloud can take", mistake.Reason, mistake.At));
        }

        return findings.ToImmutable();
    }

    private static Finding Of(LaunchedInstance launch, string expected, string found) =>
        new(Name, launch.Slot.Endpoint, launch.Slot.Ordinal, expected, found, launch.At);
}
