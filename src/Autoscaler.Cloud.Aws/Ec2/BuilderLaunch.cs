using Amazon.EC2;
using Amazon.EC2.Model;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Aws.BootScripts;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>Composes the launch of a builder: an instance without accelerator and with a volume of its own, fresh and encrypted, that stops when it is done.</summary>
internal sealed class BuilderLaunch(AwsCloudOptions options, FleetNames names, BuilderScript script)
{
    // What the file system and the store's own bookkeeping take.
    private const int SpareGibibytes = 10;
    private const int RootGibibytes = 30;
    private const double BytesPerGibibyte = 1024d * 1024 * 1024;

    // EBS' most for gp3.
    private const int MostGibibytes = 16_384;

    /// <summary>Size of the volume for a build, in GiB.</summary>
    public int GibibytesOf(SnapshotBuild build)
    {
        var ratio = WeightsContent.VersionOf(build.Image.Digest) is null ? options.Builder.ImageSpaceRatio : options.Builder.WeightsSpaceRatio;
        return (int)Math.Ceiling(build.Image.CompressedSize.Value * ratio / BytesPerGibibyte) + SpareGibibytes;
    }

    /// <summary>Why a build can never be made as it is; null where it may.</summary>
    public string? WhyNot(SnapshotBuild build)
    {
        if (build.Image.CompressedSize.Value <= 0)
        {
            return $"The image {build.Image.Digest} has no bytes.";
        }

        return GibibytesOf(build) is var size && size > MostGibibytes ? $"{build.Image.Digest} needs a volume of {size} GiB; EBS has at most {MostGibibytes}." : null;
    }

    /// <summary>The call, in the subnet of that place in the order of zones.</summary>
    public RunInstancesRequest Compose(SnapshotBuild build, string token, int subnet) => new()
    {
        ClientToken = names.ClientTokenOf(token, subnet),
        MinCount = 1,
        MaxCount = 1,
        ImageId = options.Builder.MachineImage ?? options.Ec2.MachineImageOf(options.Builder.Type),
        InstanceType = options.Builder.Type.Value,
        SubnetId = options.Ec2.Subnets.ElementAt(subnet).Value,
        SecurityGroupIds = [.. options.Ec2.SecurityGroups],
        IamInstanceProfile = new IamInstanceProfileSpecification { Name = options.Builder.InstanceProfile ?? options.Ec2.InstanceProfile },
        MetadataOptions = new InstanceMetadataOptionsRequest { HttpTokens = HttpTokensState.Required, HttpPutResponseHopLimit = 1 },

        // It stops when it is done: a volume at rest is what is snapshotted, and what is left of a failure can be looked at.
        InstanceInitiatedShutdownBehavior = ShutdownBehavior.Stop,
        UserData = ScriptText.Encode(script.Render(build)),
        BlockDeviceMappings =
        [
            Mapping(options.Ec2.RootDevice, RootGibibytes, build.Key),
            Mapping(FoundBuild.Device, GibibytesOf(build), build.Key),
        ],
        TagSpecifications =
        [
            TagSet.Of(names.Fleet, build, token, TagNames.Roles.Builder).For(ResourceType.Instance),
            TagSet.Of(names.Fleet, build, token, TagNames.Roles.Builder).For(ResourceType.Volume),
        ],
    };

    private BlockDeviceMapping Mapping(string device, int gibibytes, KeyId? key) => new()
    {
        DeviceName = device,
        Ebs = new EbsBlockDevice
        {
            VolumeSize = gibibytes,
            Encrypted = true,
            KmsKeyId = key?.Value,
            DeleteOnTermination = true,
            VolumeType = VolumeType.Gp3,
            Iops = options.Ec2.VolumeIops,
            Throughput = options.Ec2.VolumeThroughputMebibytes,
        },
    };
}
