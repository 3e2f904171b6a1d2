using System.Security.Cryptography;
using System.Text;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.SiloHost.Demo;

/// <summary>The demo's endpoints: two tenants that share nothing.</summary>
internal static class DemoEndpoints
{
    /// <summary>All of them, those of a tenant together.</summary>
    public static ImmutableArray<EndpointSpec> All { get; } = [Chat(), Embed(), Assist(), Rerank()];

    /// <summary>The published yardstick: Qwen3-8B in a 17.7 GB image on g6.2xlarge, one copy an instance.</summary>
    private static EndpointSpec Chat() => new()
    {
        Id = EndpointId.Parse("acme/chat"),
        Components =
        [
            new ComponentSpec
            {
                Name = new ComponentName("chat"),
                Image = Image("registry.example/acme/vllm-qwen3-8b:v1", 17.7),
                Weights = Weights("s3://acme-models.example/qwen3-8b@v1", 16),
                MemoryPerCopy = ByteCount.FromGigabytes(16),
                MaxCopies = 40,
            },
        ],
        InstanceTypes = [new("g6.2xlarge"), new("g5.2xlarge")],
        Zones = [new("us-east-1a"), new("us-east-1b")],
        Limits = new InstanceLimits { MaxInstances = 40 },
    };

    /// <summary>A larger model and the small one that checks its answers, sharing instances of four accelerators.</summary>
    private static EndpointSpec Assist() => new()
    {
        Id = EndpointId.Parse("globex/assist"),
        Components =
        [
            new ComponentSpec
            {
                Name = new ComponentName("assist"),
                Image = Image("registry.example/globex/sglang-14b:v3", 12.4),
                Weights = Weights("s3://globex-models.example/assist-14b@v3", 28),
                AcceleratorsPerCopy = 2,
                MemoryPerCopy = ByteCount.FromGigabytes(32),
                MaxConcurrencyPerCopy = 24,
                MaxCopies = 20,
                Policy = new ScalingPolicy { TargetConcurrencyPerCopy = 16 },
            },
            new ComponentSpec
            {
                Name = new ComponentName("guard"),
                Image = Image("registry.example/globex/guard-1b:v2", 6.1),
                Weights = Weights("s3://globex-models.example/guard-1b@v2", 2.5),
                MemoryPerCopy = ByteCount.FromGigabytes(8),
                MaxConcurrencyPerCopy = 16,
                MaxCopies = 20,
                TtftObjective = TimeSpan.FromSeconds(2),
            },
        ],
        InstanceTypes = [new("g6.12xlarge"), new("g5.12xlarge")],
        Zones = [new("us-east-1a"), new("us-east-1b"), new("us-east-1c")],
        Limits = new InstanceLimits { MaxInstances = 20 },
    };

    /// <summary>A small model that is used now and then, and has no copies in between.</summary>
    private static EndpointSpec Embed() => new()
    {
        Id = EndpointId.Parse("acme/embed"),
        Components =
        [
            new ComponentSpec
            {
                Name = new ComponentName("embed"),
                Image = Image("registry.example/acme/tei-embed:v2", 4.2),
                Weights = Weights("s3://acme-models.example/embed-600m@v2", 1.2),
                MemoryPerCopy = ByteCount.FromGigabytes(6),
                MinCopies = 0,
                MaxCopies = 6,
                Policy = new ScalingPolicy { ScaleToZero = new ScaleToZeroPolicy { IdleGrace = TimeSpan.FromMinutes(5) } },
            },
        ],
        InstanceTypes = [new("g6.xlarge"), new("g5.xlarge")],
        Zones = [new("us-east-1a"), new("us-east-1b")],
        Limits = new InstanceLimits { MaxInstances = 6 },
    };

    /// <summary>A small model on the cheapest instances, steadily used.</summary>
    private static EndpointSpec Rerank() => new()
    {
        Id = EndpointId.Parse("globex/rerank"),
        Components =
        [
            new ComponentSpec
            {
                Name = new ComponentName("rerank"),
                Image = Image("registry.example/globex/rerank-2b:v1", 5.3),
                Weights = Weights("s3://globex-models.example/rerank-2b@v1", 4.5),
                MemoryPerCopy = ByteCount.FromGigabytes(10),
                MaxConcurrencyPerCopy = 16,
                MaxCopies = 10,
            },
        ],
        InstanceTypes = [new("g4dn.xlarge"), new("g4dn.2xlarge")],
        Zones = [new("us-east-1a"), new("us-east-1b")],
        Limits = new InstanceLimits { MaxInstances = 10 },
    };

    private static ImageSpec Image(string reference, double gigabytes) =>
        new(reference, new ImageDigest($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)))}"), ByteCount.FromGigabytes(gigabytes));

    private static WeightsSpec Weights(string version, double gigabytes) => new(new WeightsVersion(version), ByteCount.FromGigabytes(gigabytes));
}
