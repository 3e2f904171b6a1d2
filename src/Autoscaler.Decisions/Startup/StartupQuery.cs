using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Startup;

/// <summary>A start to estimate.</summary>
public readonly record struct StartupQuery
{
    /// <summary>Where the copy would run; a type the model has no overhead of gets the pooled one.</summary>
    public required InstanceTypeName InstanceType { get; init; }

    /// <summary>Where the image would come from.</summary>
    public required StartupMechanism Mechanism { get; init; }

    /// <summary>Size of the image, compressed; 0 or more.</summary>
    public required ByteCount Image { get; init; }

    /// <summary>Size of the weights; zero when the copy has none outside its image.</summary>
    public required ByteCount Weights { get; init; }

    /// <summary>
    /// How a volume with the weights on it is restored beside the instance: a snapshot mechanism. Null when the weights are fetched from where they are kept.
    /// </summary>
    public StartupMechanism? WeightsVolume { get; init; }

    /// <summary>Whether the image is on the instance's disk already; the mechanism then plays no part.</summary>
    public bool ImageOnDisk { get; init; }

    /// <summary>Whether the weights are on the instance's disk already.</summary>
    public bool WeightsOnDisk { get; init; }

    /// <summary>Whether the instance must be launched first; a copy on a running instance has no provision.</summary>
    public bool NewInstance { get; init; }
}
