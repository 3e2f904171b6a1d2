namespace Autoscaler.Contracts.Caching;

/// <summary>What a purge deletes.</summary>
[GenerateSerializer, Alias("autoscaler.PurgedResourceKind")]
public enum PurgedResourceKind
{
    /// <summary>An accelerator instance.</summary>
    Instance = 0,

    /// <summary>A volume.</summary>
    Volume = 1,

    /// <summary>A snapshot.</summary>
    Snapshot = 2,

    /// <summary>A builder of a cache entry.</summary>
    Builder = 3,

    /// <summary>A launch template.</summary>
    LaunchTemplate = 4,

    /// <summary>Fast restore of a snapshot in a zone.</summary>
    FastRestore = 5,

    /// <summary>An encryption key.</summary>
    Key = 6,

    /// <summary>The right to use a key.</summary>
    Grant = 7,
}
