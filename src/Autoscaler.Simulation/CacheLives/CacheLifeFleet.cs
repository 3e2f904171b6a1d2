using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.CacheLives;

/// <summary>Two tenants, three endpoints of two components each. Images are named by tags; the chats of both tenants run equal images and weights.</summary>
internal static class CacheLifeFleet
{
    public static readonly EndpointId Chat = EndpointId.Parse("acme/chat");
    public static readonly EndpointId Search = EndpointId.Parse("acme/search");
    public static readonly EndpointId OtherChat = EndpointId.Parse("globex/chat");

    /// <summary>Requests that a copy should carry.</summary>
    public const double Target = 4;

    private const string LlmTag = "registry.example/llm:stable";

    private static readonly InstanceTypeName Type = new("g6.12xlarge");

    /// <summary>What the registry has from the beginning.</summary>
    public static ImmutableArray<ImageSpec> Images { get; } =
    [
        Image(LlmTag, 'a', 17.7), Image("registry.example/guard:stable", 'b', 6.2), Image("registry.example/embed:stable", 'c', 10.6), Image("registry.example/rank:stable", 'd', 8.4),
    ];

    /// <summary>The image that the tag of the chats' model stands for later.</summary>
    public static ImageSpec NextLlm { get; } = Image(LlmTag, 'e', 18.1);

    /// <summary>The endpoints, sorted.</summary>
    public static ImmutableArray<EndpointSpec> Specs { get; } =
    [
        Endpoint(Chat, Component("llm", LlmTag, 16), Component("guard", "registry.example/guard:stable", 2)),
        Endpoint(Search, Component("embed", "registry.example/embed:stable", 3), Component("rank", "registry.example/rank:stable", 2)),
        Endpoint(OtherChat, Component("llm", LlmTag, 16), Component("guard", "registry.example/guard:stable", 2)),
    ];

    private static EndpointSpec Endpoint(EndpointId id, params ImmutableArray<ComponentSpec> components) => new()
    {
        Id = id,
        Components = components,
        InstanceTypes = [Type],
        Zones = [new ZoneName("us-east-1a"), new ZoneName("us-east-1b")],
        Cache = new CachePolicy { ChoosesMechanism = true, MaxUsdPerMonth = 500 },
    };

    private static ComponentSpec Component(string name, string tag, double weightsGigabytes) => new()
    {
        Name = new ComponentName(name),
        Image = new ImageSpec(tag, new ImageDigest(string.Empty), ByteCount.Zero),
        Weights = new WeightsSpec(new WeightsVersion($"s3://models/{name}@1"), ByteCount.FromGigabytes(weightsGigabytes)),
        MaxConcurrencyPerCopy = 6,
        MaxCopies = 12,
        CachesWeights = name == "llm",
        Policy = new ScalingPolicy { TargetConcurrencyPerCopy = Target, ScaleIn = new ScaleInPolicy { StabilizationWindow = TimeSpan.FromMinutes(3) } },
    };

    private static ImageSpec Image(string reference, char digit, double gigabytes) =>
        new(reference, new ImageDigest($"sha256:{new string(digit, 64)}"), ByteCount.FromGigabytes(gigabytes));
}
