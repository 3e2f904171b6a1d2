using Autoscaler.Contracts.Specs;

namespace Autoscaler.Samples.Backend;

/// <summary>The endpoint that the sample registers.</summary>
internal static class ChatEndpoint
{
    public static ComponentName Chat { get; } = new("chat");

    public static EndpointSpec Spec { get; } = new()
    {
        Id = EndpointId.Parse("acme/backend-sample"),
        Components =
        [
            new ComponentSpec
            {
                Name = Chat,
                Image = new ImageSpec("registry.example/acme/chat:v1", new ImageDigest($"sha256:{new string('a', 64)}"), ByteCount.FromGigabytes(17.7)),
                Weights = new WeightsSpec(new WeightsVersion("s3://acme-models.example/chat@v1"), ByteCount.FromGigabytes(16)),
                MaxCopies = 20,
                Policy = new ScalingPolicy { TargetConcurrencyPerCopy = 8 },
            },
        ],
        InstanceTypes = [new("g6.2xlarge")],
        Zones = [new("us-east-1a"), new("us-east-1b")],
    };
}
