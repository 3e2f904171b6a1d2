using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Startup.Calibration;

/// <summary>
/// Every published start-up time there is to calibrate with. SageMaker: "Introducing container caching in Amazon SageMaker AI", AWS machine learning
/// blog, 2026-06-16 (three of the four cases are customers' medians). SOCI: the AWS posts on lazy loading and on parallel pull and unpack.
/// </summary>
public static class PublishedStarts
{
    /// <summary>Starts that pulled their image from the registry.</summary>
    public static ImmutableArray<PublishedStart> Uncached { get; } =
    [
        Sagemaker(
            "Qwen3-8B, AWS lab", "ml.g6.2xlarge", 17.7, 16, StartupMechanism.Registry, 525, (StartupPhase.Image, 333), (StartupPhase.Weights, 168)),
        Sagemaker("customer 1", "ml.g4dn.xlarge", 15.7, 0, StartupMechanism.Registry, 381),
        Sagemaker("customer 2", "ml.g5.2xlarge", 17.5, 5.8, StartupMechanism.Registry, 346),
        Sagemaker("customer 3", "ml.g5.xlarge", 10.6, 6.5, StartupMechanism.Registry, 346),
    ];

    /// <summary>The same starts from SageMaker's image cache, in the order of <see cref="Uncached"/>.</summary>
    public static ImmutableArray<PublishedStart> Cached { get; } =
    [
        Sagemaker("Qwen3-8B, AWS lab", "ml.g6.2xlarge", 17.7, 16, StartupMechanism.Sagemaker, 258, (StartupPhase.Weights, 77)),
        Sagemaker("customer 1", "ml.g4dn.xlarge", 15.7, 0, StartupMechanism.Sagemaker, 134),
        Sagemaker("customer 2", "ml.g5.2xlarge", 17.5, 5.8, StartupMechanism.Sagemaker, 164),
        Sagemaker("customer 3", "ml.g5.xlarge", 10.6, 6.5, StartupMechanism.Sagemaker, 216),
    ];

    /// <summary>Pulls alone. Their sizes are facts that a fit may use; their times no fit sees.</summary>
    public static ImmutableArray<PublishedStart> Pulls { get; } =
    [
        Soci("vLLM, plain", "g5.2xlarge", 9.72, 32.7, 125e6, StartupMechanism.Registry, 419),
        Soci("vLLM, lazy", "g5.2xlarge", 9.72, 32.7, 125e6, StartupMechanism.RegistryLazy, 21.1),
        Soci("SGLang, plain", "g5.4xlarge", 19.32, 60.4, 1000e6, StartupMechanism.Registry, 284),
        Soci("SGLang, parallel", "g5.4xlarge", 19.32, 60.4, 1000e6, StartupMechanism.RegistryParallel, 132),
    ];

    private static PublishedStart Sagemaker(
        string name,
        string type,
        double imageGigabytes,
        double weightsGigabytes,
        StartupMechanism mechanism,
        double seconds,
        params ReadOnlySpan<(StartupPhase Phase, double Seconds)> phases)
    {
        var published = ImmutableArray.CreateBuilder<PublishedPhase>(phases.Length);
        foreach (var phase in phases)
        {
            published.Add(new(phase.Phase, TimeSpan.FromSeconds(phase.Seconds)));
        }

        return new()
        {
            Set = PublishedSet.Sagemaker,
            Case = name,
            InstanceType = new(type),
            Image = ByteCount.FromGigabytes(imageGigabytes),
            Weights = ByteCount.FromGigabytes(weightsGigabytes),
            Mechanism = mechanism,
            Published = TimeSpan.FromSeconds(seconds),
            Phases = published.ToImmutable(),
        };
    }

    private static PublishedStart Soci(
        string name,
        string type,
        double imageGigabytes,
        double unpackedGigabytes,
        double diskBytesPerSecond,
        StartupMechanism mechanism,
        double seconds) => new()
        {
            Set = PublishedSet.Soci,
            Case = name,
            InstanceType = new(type),
            Image = ByteCount.FromGigabytes(imageGigabytes),
            UnpackedImage = ByteCount.FromGigabytes(unpackedGigabytes),
            Weights = ByteCount.Zero,
            Mechanism = mechanism,
            Published = TimeSpan.FromSeconds(seconds),
            DiskBytesPerSecond = diskBytesPerSecond,
        };
}
