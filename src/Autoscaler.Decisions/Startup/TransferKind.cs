namespace Autoscaler.Decisions.Startup;

/// <summary>What a transfer brings to a host; each kind loads the host's resources in its own proportions.</summary>
public enum TransferKind
{
    /// <summary>An image pulled and unpacked layer by layer; sized compressed.</summary>
    Image,

    /// <summary>An image pulled and unpacked in parallel; sized compressed.</summary>
    ImageParallel,

    /// <summary>Pages of an image that runs already, fetched as they are read; sized compressed.</summary>
    ImagePages,

    /// <summary>Weights fetched to the disk.</summary>
    Weights,

    /// <summary>A restored volume that fills from its snapshot over its own channel; sized unpacked.</summary>
    Hydration,
}
