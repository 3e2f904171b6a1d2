using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Startup.Calibration;

/// <summary>Who published a start-up time.</summary>
public enum PublishedSet
{
    /// <summary>SageMaker's container image caching, 2026-06-16: launch to ready.</summary>
    Sagemaker,

    /// <summary>SOCI: the pull alone, on a running instance.</summary>
    Soci,
}

/// <summary>A stage whose length was published.</summary>
public readonly record struct PublishedPhase(StartupPhase Phase, TimeSpan Duration);

/// <summary>A start-up time that somebody measured and published.</summary>
public sealed record PublishedStart
{
    /// <summary>Who published it.</summary>
    public required PublishedSet Set { get; init; }

    /// <summary>What it was.</summary>
    public required string Case { get; init; }

    /// <summary>Where it ran.</summary>
    public required InstanceTypeName InstanceType { get; init; }

    /// <summary>Size of the image, compressed.</summary>
    public required ByteCount Image { get; init; }

    /// <summary>Size of the weights; zero for none.</summary>
    public required ByteCount Weights { get; init; }

    /// <summary>Where the image came from.</summary>
    public required StartupMechanism Mechanism { get; init; }

    /// <summary>The published time.</summary>
    public required TimeSpan Published { get; init; }

    /// <summary>What the disk was provisioned with, in bytes a second; null when it was not stated.</summary>
    public double? DiskBytesPerSecond { get; init; }

    /// <summary>The published size of the image unpacked; null when it was not stated.</summary>
    public ByteCount? UnpackedImage { get; init; }

    /// <summary>The stages whose length was published.</summary>
    public ImmutableArray<PublishedPhase> Phases { get; init; } = [];

    /// <summary>The same start as a question to the model.</summary>
    public StartupQuery Query => new()
    {
        InstanceType = InstanceType,
        Mechanism = Mechanism,
        Image = Image,
        Weights = Weights,
        NewInstance = Set == PublishedSet.Sagemaker,
    };
}
