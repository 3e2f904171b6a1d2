using Autoscaler.Contracts.Specs;

namespace Autoscaler.TestKit;

/// <summary>Small endpoints: 1 GB images and 2 GB weights, so that everything comes in minutes of virtual time.</summary>
public static class Specs
{
    public static readonly EndpointId A = EndpointId.Parse("acme/chat");
    public static readonly EndpointId B = EndpointId.Parse("globex/chat");
    public static readonly InstanceTypeName Small = new("g6.2xlarge");
    public static readonly InstanceTypeName Large = new("g6.12xlarge");
    public static readonly ZoneName ZoneA = new("us-east-1a");
    public static readonly ZoneName ZoneB = new("us-east-1b");

    /// <summary>Requests that a copy of <see cref="Component"/> should carry.</summary>
    public const double Target = 4;

    public static ImageSpec Image(char digit) => new($"registry.example/llm:{digit}", new ImageDigest($"sha256:{new string(digit, 64)}"), ByteCount.FromGigabytes(1));

    public static ComponentSpec Component(string name = "llm", char digit = 'a') => new()
    {
        Name = new ComponentName(name),
        Image = Image(digit),
        Weights = new WeightsSpec(new WeightsVersion($"s3://models/{name}@1"), ByteCount.FromGigabytes(2)),
        MaxConcurrencyPerCopy = 6,
        MaxCopies = 40,
        Policy = new ScalingPolicy
        {
            TargetConcurrencyPerCopy = Target,
            ScaleIn = new ScaleInPolicy { StabilizationWindow = TimeSpan.FromMinutes(2) },
        },
    };

    public static EndpointSpec Endpoint(EndpointId id, params ImmutableArray<ComponentSpec> components) => new()
    {
        Id = id,
        Components = components.IsEmpty ? [Component()] : components,
        InstanceTypes = [Small],
        Zones = [ZoneA, ZoneB],
    };

    /// <summary>A rate trace that makes this concurrency from each time on.</summary>
    public static TrafficSource Concurrency(DateTimeOffset start, params ImmutableArray<(double Minute, double Concurrency)> steps) => new TrafficSource.Rates(
        start, [.. steps.Select(step => new RateStep(TimeSpan.FromMinutes(step.Minute), step.Concurrency / ServiceTime.TotalSeconds))], ServiceTime);

    public static TimeSpan ServiceTime { get; } = TimeSpan.FromSeconds(5);
}
