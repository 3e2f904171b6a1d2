using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Specs;

/// <summary>Which start-up mechanisms a spec may name, and where.</summary>
internal static class MechanismRules
{
    /// <summary>The mechanisms of new instances, as a message lists them.</summary>
    public const string OfNewInstance = "one of registry, registry-parallel, registry-lazy, snapshot-lazy, snapshot-rate, snapshot-fsr, sagemaker";

    /// <summary>The mechanisms that need no cache, as a message lists them.</summary>
    public const string OfRegistry = "one of registry, registry-parallel, registry-lazy";

    /// <summary>A disk is never where a new instance gets its image from. SageMaker's cache serves what SageMaker hosts, which a replay compares with.</summary>
    public static bool IsOfNewInstance(StartupMechanism mechanism) =>
        IsOfRegistry(mechanism) || mechanism is StartupMechanism.SnapshotLazy or StartupMechanism.SnapshotRate or StartupMechanism.SnapshotFsr or StartupMechanism.Sagemaker;

    public static bool IsOfRegistry(StartupMechanism mechanism) =>
        mechanism is StartupMechanism.Registry or StartupMechanism.RegistryParallel or StartupMechanism.RegistryLazy;

    /// <summary>The mechanism's name; the number of one that has none.</summary>
    public static string Describe(StartupMechanism mechanism) =>
        Enum.IsDefined(mechanism) ? MechanismNames.NameOf(mechanism) : SpecText.Of((long)mechanism);
}
