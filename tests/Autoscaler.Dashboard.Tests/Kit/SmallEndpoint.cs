using Autoscaler.Contracts.Specs;

namespace Autoscaler.Dashboard.Tests.Kit;

/// <summary>Endpoints with one component that starts fast.</summary>
internal static class SmallEndpoint
{
    public const string Component = "llm";

    public static ImageDigest Digest { get; } = new($"sha256:{new string('a', 64)}");

    public static EndpointSpec Of(string id) => new()
    {
        Id = EndpointId.Parse(id),
        Components =
        [
            new ComponentSpec
            {
                Name = new ComponentName(Component),
                Image = new ImageSpec("registry.example/llm:a", Digest, ByteCount.FromGigabytes(1)),
                MaxCopies = 10,
                Policy = new ScalingPolicy { TargetTracking = new TargetTrackingPolicy { Window = TimeSpan.FromMinutes(1) } },
            },
        ],
        InstanceTypes = [new("g6.2xlarge"), new("g5.2xlarge")],
        Zones = [new("us-east-1a"), new("us-east-1b")],
    };
}
