using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Faults.Scenarios;

/// <summary>
/// Small endpoints whose deadlines and windows are minutes, so that what waits for one of them ends within the limit of a run: 1 GB images, 2 GB weights.
/// </summary>
internal static class ScenarioSpecs
{
    public static readonly InstanceTypeName Small = new("g6.2xlarge");
    public static readonly InstanceTypeName Large = new("g6.12xlarge");

    private static readonly ImmutableArray<ZoneName> Zones = [new("us-east-1a"), new("us-east-1b")];

    public static ComponentSpec Component(string name, char digit, int minCopies, int maxCopies) => new()
    {
        Name = new ComponentName(name),
        Image = Image(digit),
        Weights = new WeightsSpec(new WeightsVersion($"s3://models/{name}@1"), ByteCount.FromGigabytes(2)),
        MaxConcurrencyPerCopy = 6,
        MinCopies = minCopies,
        MaxCopies = maxCopies,
        Policy = new ScalingPolicy
        {
            TargetConcurrencyPerCopy = 4,
            ScaleIn = new ScaleInPolicy { StabilizationWindow = TimeSpan.FromMinutes(2), DrainDeadline = TimeSpan.FromMinutes(2) },
            ScaleToZero = new ScaleToZeroPolicy { IdleGrace = TimeSpan.FromMinutes(2) },
            Runaway = new RunawayPolicy { Window = TimeSpan.FromMinutes(5) },
        },
    };

    public static ImageSpec Image(char digit) => new($"registry.example/llm:{digit}", new ImageDigest($"sha256:{new string(digit, 64)}"), ByteCount.FromGigabytes(1));

    public static EndpointSpec Endpoint(EndpointId id, InstanceTypeName type, params ImmutableArray<ComponentSpec> components) => new()
    {
        Id = id,
        Components = components,
        InstanceTypes = [type],
        Zones = Zones,
        Limits = new InstanceLimits { BootDeadline = TimeSpan.FromMinutes(4), CopyDeadline = TimeSpan.FromMinutes(10) },
        Retention = new RetentionPolicy { Max = TimeSpan.FromMinutes(3) },
    };
}
