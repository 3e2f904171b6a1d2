namespace Autoscaler.Cloud.Instances;

/// <summary>Kinds of resources that carry tags.</summary>
public enum TaggedResourceKind
{
    /// <summary>An accelerator instance.</summary>
    Instance,

    /// <summary>A volume.</summary>
    Volume,

    /// <summary>A snapshot.</summary>
    Snapshot,

    /// <summary>A builder of a cache entry.</summary>
    Builder,

    /// <summary>What a launch restores an entry's volume by: the snapshot, the rate and the volume's tags.</summary>
    LaunchTemplate,

    /// <summary>Fast restore of a snapshot in a zone, paid by the hour.</summary>
    FastRestore,

    /// <summary>An endpoint's encryption key.</summary>
    Key,

    /// <summary>The right of an endpoint's instances to use its key.</summary>
    Grant,
}
