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
}
