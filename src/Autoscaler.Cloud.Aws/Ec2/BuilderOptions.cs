namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>The machines without accelerator that fill the volumes of cache entries.</summary>
public sealed record BuilderOptions
{
    /// <summary>The instance type; of the architecture of the images that it unpacks. Default <c>c6i.2xlarge</c> ($0.34 an hour; a build of 18 GB takes minutes).</summary>
    public InstanceTypeName Type { get; init; } = new("c6i.2xlarge");

    /// <summary>
    /// Name of the instance profile of builders (deploy/iam/builder-policy.json): pulls images, reads weights, tags itself. Null takes the accelerator instances', which
    /// then needs that policy too.
    /// </summary>
    public string? InstanceProfile { get; init; }

    /// <summary>The builder's machine image; null takes that of <see cref="Type"/> from <see cref="Ec2Options.MachineImages"/>. It holds containerd, ctr and the AWS CLI.</summary>
    public string? MachineImage { get; init; }

    /// <summary>Space for an image on its volume, as a multiple of the compressed size: it is kept as pulled and unpacked, about 1 + 3 times. 2 to 20; default 4.5.</summary>
    public double ImageSpaceRatio { get; init; } = 4.5;

    /// <summary>Space for weights on their volume, as a multiple of their size. 1.02 to 3; default 1.1.</summary>
    public double WeightsSpaceRatio { get; init; } = 1.1;
}
