using System.Diagnostics;

namespace Autoscaler.Contracts.Specs;

/// <summary>The names by which people call the start-up mechanisms.</summary>
public static class MechanismNames
{
    /// <summary>Every mechanism, in the order of the enumeration.</summary>
    public static ImmutableArray<StartupMechanism> All { get; } = [.. Enum.GetValues<StartupMechanism>()];

    /// <summary>The name, as <c>snapshot-rate</c>.</summary>
    public static string NameOf(StartupMechanism mechanism) => mechanism switch
    {
        StartupMechanism.Registry => "registry",
        StartupMechanism.RegistryParallel => "registry-parallel",
        StartupMechanism.RegistryLazy => "registry-lazy",
        StartupMechanism.SnapshotLazy => "snapshot-lazy",
        StartupMechanism.SnapshotRate => "snapshot-rate",
        StartupMechanism.SnapshotFsr => "snapshot-fsr",
        StartupMechanism.Disk => "disk",
        StartupMechanism.Sagemaker => "sagemaker",
        _ => throw new UnreachableException(),
    };

    /// <summary>The mechanism of that name; null when there is none.</summary>
    public static StartupMechanism? Find(string name)
    {
        foreach (var mechanism in All)
        {
            if (string.Equals(NameOf(mechanism), name, StringComparison.Ordinal))
            {
                return mechanism;
            }
        }

        return null;
    }
}
