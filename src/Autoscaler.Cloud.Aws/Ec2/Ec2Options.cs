namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>Instances, their network and their disks.</summary>
public sealed record Ec2Options
{
    /// <summary>The subnet of each zone that may be launched in, as <c>us-east-1a</c> → <c>subnet-0123456789abcdef0</c>. At least one.</summary>
    public required ImmutableSortedDictionary<ZoneName, string> Subnets { get; init; }

    /// <summary>Security groups of every instance, as <c>sg-0123456789abcdef0</c>; all of one VPC. 1 to 5.</summary>
    public required ImmutableArray<string> SecurityGroups { get; init; }

    /// <summary>
    /// The machine image (AMI) of instance types, by what their names begin with: of several the longest, and <c>*</c> for those that none fits. An architecture is told so
    /// by its families, as <c>g5g</c> → an image for arm64. It holds containerd, the AWS CLI and the accelerator's driver. At least one.
    /// </summary>
    public required ImmutableSortedDictionary<string, string> MachineImages { get; init; }

    /// <summary>Name of the instance profile of accelerator instances (deploy/iam/instance-policy.json).</summary>
    public required string InstanceProfile { get; init; }

    /// <summary>The image's root device; default <c>/dev/xvda</c>.</summary>
    public string RootDevice { get; init; } = "/dev/xvda";

    /// <summary>Size of the root volume in GiB: what is pulled from the registry is unpacked there, to about three times its compressed size. 20 to 16,384; default 200.</summary>
    public int RootVolumeGibibytes { get; init; } = 200;

    /// <summary>IOPS of the root volume and of restored volumes (gp3). 3,000 to 16,000; default 6,000.</summary>
    public int VolumeIops { get; init; } = 6000;

    /// <summary>Throughput of the root volume and of restored volumes (gp3) in MiB/s. 125 to 1,000, and at most a quarter of <see cref="VolumeIops"/>; default 600.</summary>
    public int VolumeThroughputMebibytes { get; init; } = 600;

    /// <summary>
    /// How long an instance or builder that is not listed is still taken for one that is not listed yet: lists of EC2 follow calls by some seconds. After that, counted from
    /// the first list without it, it is gone. 5 s to 15 min; default 2 min.
    /// </summary>
    public TimeSpan ListingLag { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Whether fast snapshot restore may be used ($0.75 an hour for each snapshot and zone). Off, it is neither asked for nor looked for: an entry that would use it gets
    /// a provisioned rate. Default on.
    /// </summary>
    public bool AllowFastRestore { get; init; } = true;

    /// <summary>The machine image of an instance type; null where none fits.</summary>
    public string? MachineImageOf(InstanceTypeName type)
    {
        var fits = MachineImages.Keys.Where(key => key != "*" && type.Value.StartsWith(key, StringComparison.Ordinal)).MaxBy(static key => key.Length);
        return MachineImages.GetValueOrDefault(fits ?? "*");
    }
}
