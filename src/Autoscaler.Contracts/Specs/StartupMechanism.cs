namespace Autoscaler.Contracts.Specs;

/// <summary>Where a copy's container image comes from when it starts; each has its own physics in the start-up model.</summary>
[GenerateSerializer, Alias("autoscaler.StartupMechanism")]
public enum StartupMechanism
{
    /// <summary>Pulled from the registry and unpacked, layer by layer.</summary>
    Registry = 0,

    /// <summary>Pulled from the registry with parallel download and unpacking (SOCI's parallel mode).</summary>
    RegistryParallel = 1,

    /// <summary>Started before the pull ends, pages fetched as they are read (SOCI's lazy mode).</summary>
    RegistryLazy = 2,

    /// <summary>On a volume restored from a snapshot, hydrating at the default rate.</summary>
    SnapshotLazy = 3,

    /// <summary>On a volume restored from a snapshot with a provisioned initialization rate (100 to 300 MiB/s).</summary>
    SnapshotRate = 4,

    /// <summary>On a volume restored from a snapshot with fast restore: no hydration.</summary>
    SnapshotFsr = 5,

    /// <summary>Already on the disk of a running instance.</summary>
    Disk = 6,

    /// <summary>SageMaker's own image cache, managed by the provider.</summary>
    Sagemaker = 7,
}
