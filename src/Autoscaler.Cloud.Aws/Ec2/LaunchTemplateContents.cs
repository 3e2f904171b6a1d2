using Amazon.EC2;
using Amazon.EC2.Model;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Aws.BootScripts;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>Composes launch templates: that of one launch, which carries what the call itself cannot, and that of a cache entry, which says how its volume is restored.</summary>
internal sealed class LaunchTemplateContents(Ec2Options options, FleetNames names, IBootScript script)
{
    // MiB/s: the highest provisioned rate, which an entry without one gets.
    private const int HighestInitializationRate = 300;

    // Of an entry's template; each launch gives the volume a device of its own.
    private const string EntryDevice = "/dev/sdf";

    /// <summary>The template of one launch: a function of the request, the volumes and the options.</summary>
    public CreateLaunchTemplateRequest Compose(LaunchRequest request, ImmutableArray<CacheVolume> volumes) => new()
    {
        LaunchTemplateName = names.LaunchTemplateOf(request),
        ClientToken = names.LaunchTemplateOf(request),
        TagSpecifications = [TagSet.Of(names.Fleet, request, TagNames.Roles.Launch).For(ResourceType.LaunchTemplate)],
        LaunchTemplateData = new RequestLaunchTemplateData
        {
            ImageId = options.MachineImageOf(request.Pools[0].Type),
            InstanceType = request.Pools[0].Type.Value,
            SecurityGroupIds = [.. options.SecurityGroups],
            IamInstanceProfile = new LaunchTemplateIamInstanceProfileSpecificationRequest { Name = options.InstanceProfile },
            MetadataOptions = Metadata,
            InstanceInitiatedShutdownBehavior = ShutdownBehavior.Terminate,
            EbsOptimized = true,
            UserData = ScriptText.Encode(script.Render(request, volumes)),
            BlockDeviceMappings = [Root, .. volumes.Select(Restored)],
            TagSpecifications = [TagsOf(request, ResourceType.Instance), TagsOf(request, ResourceType.Volume)],
        },
    };

    /// <summary>What an entry's template says: the snapshot, and how a volume is restored from it.</summary>
    public RequestLaunchTemplateData ComposeEntry(string snapshot, string? key, StartupMechanism mechanism, int? rate) => new()
    {
        BlockDeviceMappings = [Mapping(EntryDevice, snapshot, key, mechanism == StartupMechanism.SnapshotRate ? rate ?? HighestInitializationRate : null)],
    };

    /// <summary>The volume of an entry on a new instance, as the entry's template has it and the request asks for it.</summary>
    /// <returns>Null where the template is of another snapshot.</returns>
    public static CacheVolume? VolumeOf(ImageSource source, int index, string snapshot, ResponseLaunchTemplateData entry) =>
        entry.BlockDeviceMappings?.FirstOrDefault()?.Ebs is { } volume && volume.SnapshotId == snapshot
            ? new CacheVolume(WithRate(source, volume.VolumeInitializationRate), CacheVolume.DeviceOf(index), CacheVolume.MountPointOf(index), snapshot, volume.KmsKeyId)
            : null;

    /// <summary>Whether a template says already what it should.</summary>
    public static bool IsSame(ResponseLaunchTemplateData present, RequestLaunchTemplateData wanted)
    {
        var (one, other) = (present.BlockDeviceMappings?.FirstOrDefault()?.Ebs, wanted.BlockDeviceMappings[0].Ebs);
        return one is not null && one.SnapshotId == other.SnapshotId && one.VolumeInitializationRate == other.VolumeInitializationRate && one.KmsKeyId == other.KmsKeyId;
    }

    // Sessions for metadata, one hop: containers cannot take the instance's credentials.
    private static LaunchTemplateInstanceMetadataOptionsRequest Metadata => new()
    {
        HttpTokens = LaunchTemplateHttpTokensState.Required,
        HttpEndpoint = LaunchTemplateInstanceMetadataEndpointState.Enabled,
        HttpPutResponseHopLimit = 1,
    };

    private static ImageSource WithRate(ImageSource source, int? rate) => source.Mechanism == StartupMechanism.SnapshotRate
        ? source with { InitializationRate = source.InitializationRate ?? rate ?? HighestInitializationRate }
        : source with { InitializationRate = null };

    private LaunchTemplateBlockDeviceMappingRequest Root
    {
        get
        {
            var root = Mapping(options.RootDevice, null, null, null);
            root.Ebs.VolumeSize = options.RootVolumeGibibytes;
            return root;
        }
    }

    private LaunchTemplateBlockDeviceMappingRequest Restored(CacheVolume volume) => Mapping(volume.Device, volume.Snapshot, volume.Key, volume.Source.InitializationRate);

    // An entry's volume goes with its instance: it is a copy of what the snapshot keeps.
    private LaunchTemplateBlockDeviceMappingRequest Mapping(string device, string? snapshot, string? key, int? rate) => new()
    {
        DeviceName = device,
        Ebs = new LaunchTemplateEbsBlockDeviceRequest
        {
            SnapshotId = snapshot,
            VolumeInitializationRate = rate,
            Encrypted = true,
            KmsKeyId = key,
            DeleteOnTermination = true,
            VolumeType = VolumeType.Gp3,
            Iops = options.VolumeIops,
            Throughput = options.VolumeThroughputMebibytes,
        },
    };

    private LaunchTemplateTagSpecificationRequest TagsOf(LaunchRequest request, ResourceType type) =>
        new() { ResourceType = type, Tags = TagSet.Of(names.Fleet, request, TagNames.Roles.Instance).ToList() };
}
