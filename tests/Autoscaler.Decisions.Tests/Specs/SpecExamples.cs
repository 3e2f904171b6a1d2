using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Tests.Specs;

/// <summary>A valid spec, and the ways to change one part of it.</summary>
internal static class SpecExamples
{
    public static ComponentSpec Component { get; } = new()
    {
        Name = new ComponentName("chat"),
        Image = new ImageSpec("registry.example/chat:v1", Digest('a'), ByteCount.FromGigabytes(17.7)),
        Weights = new WeightsSpec(new WeightsVersion("s3://models/chat@v1"), ByteCount.FromGigabytes(16)),
    };

    public static EndpointSpec Valid { get; } = new()
    {
        Id = EndpointId.Parse("demo/chat"),
        Components = [Component],
        InstanceTypes = [new("g6.2xlarge"), new("g6.12xlarge")],
        Zones = [new("us-east-1a"), new("us-east-1b")],
    };

    public static ImageDigest Digest(char digit) => new($"sha256:{new string(digit, 64)}");

    /// <summary>The valid spec with another component.</summary>
    public static EndpointSpec With(Func<ComponentSpec, ComponentSpec> change) => Valid with { Components = [change(Component)] };

    /// <summary>The valid spec with another policy.</summary>
    public static EndpointSpec WithPolicy(Func<ScalingPolicy, ScalingPolicy> change) =>
        With(component => component with { Policy = change(component.Policy) });

    /// <summary>The valid spec with a second component, made from the first.</summary>
    public static EndpointSpec WithSecond(Func<ComponentSpec, ComponentSpec> change) =>
        Valid with { Components = [Component, change(Component with { Name = new ComponentName("second") })] };

    /// <summary>The valid spec with other limits.</summary>
    public static EndpointSpec WithLimits(Func<InstanceLimits, InstanceLimits> change) => Valid with { Limits = change(Valid.Limits) };

    /// <summary>The valid spec with another retention.</summary>
    public static EndpointSpec WithRetention(Func<RetentionPolicy, RetentionPolicy> change) => Valid with { Retention = change(Valid.Retention) };
}
