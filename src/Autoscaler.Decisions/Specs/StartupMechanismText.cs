using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Specs;

/// <summary>The names of the start-up mechanisms, as files, reports and messages write them.</summary>
public static class StartupMechanismText
{
    private static readonly ImmutableArray<(StartupMechanism Mechanism, string Text)> Names =
    [
        (StartupMechanism.Registry, "registry"),
        (StartupMechanism.RegistryParallel, "registry-parallel"),
        (StartupMechanism.RegistryLazy, "registry-lazy"),
        (StartupMechanism.SnapshotLazy, "snapshot-lazy"),
        (StartupMechanism.SnapshotRate, "snapshot-rate"),
        (StartupMechanism.SnapshotFsr, "snapshot-fsr"),
        (StartupMechanism.Disk, "disk"),
        (StartupMechanism.Sagemaker, "sagemaker"),
    ];

    /// <summary>The mechanisms of new instances, as a message lists them.</summary>
    internal const string OfNewInstance = "one of registry, registry-parallel, registry-lazy, snapshot-lazy, snapshot-rate, snapshot-fsr";

    /// <summary>The mechanisms that need no cache, as a message lists them.</summary>
    internal const string OfRegistry = "one of registry, registry-parallel, registry-lazy";

    /// <summary>The mechanism's name, as <c>snapshot-rate</c>; the number of one that has no name.</summary>
    public static string Of(StartupMechanism mechanism)
    {
        foreach (var (known, text) in Names)
        {
            if (known == mechanism)
            {
                return text;
            }
        }

        return SpecText.Of((long)mechanism);
    }

    /// <summary>The mechanism of that name, or null.</summary>
    public static StartupMechanism? Find(string text)
    {
        foreach (var (mechanism, known) in Names)
        {
            if (string.Equals(known, text, StringComparison.Ordinal))
            {
                return mechanism;
            }
        }

        return null;
    }

    internal static bool IsOfNewInstance(StartupMechanism mechanism) =>
        IsOfRegistry(mechanism) || mechanism is StartupMechanism.SnapshotLazy or StartupMechanism.SnapshotRate or StartupMechanism.SnapshotFsr;

    internal static bool IsOfRegistry(StartupMechanism mechanism) =>
        mechanism is StartupMechanism.Registry or StartupMechanism.RegistryParallel or StartupMechanism.RegistryLazy;
}
