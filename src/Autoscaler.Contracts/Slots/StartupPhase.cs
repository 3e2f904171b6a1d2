namespace Autoscaler.Contracts.Slots;

/// <summary>A stage of a copy's start; image and weights overlap, the others follow each other.</summary>
[GenerateSerializer, Alias("autoscaler.StartupPhase")]
public enum StartupPhase
{
    /// <summary>From the launch call until the instance runs.</summary>
    Provision = 0,

    /// <summary>The image is pulled and unpacked.</summary>
    Image = 1,

    /// <summary>The restored volume of the image is filled from its snapshot.</summary>
    Hydrate = 2,

    /// <summary>The weights are fetched to the disk or, from a volume of their own, read.</summary>
    Weights = 3,

    /// <summary>The container starts.</summary>
    Start = 4,

    /// <summary>The weights are loaded to the accelerator and the engine warms up.</summary>
    Load = 5,

    /// <summary>The restored volume of the weights is filled from its snapshot.</summary>
    HydrateWeights = 6,
}
