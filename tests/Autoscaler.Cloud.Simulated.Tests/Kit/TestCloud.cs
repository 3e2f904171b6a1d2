using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Tests.Kit;

/// <summary>A simulated cloud whose clock the test moves, and the things that most tests put into it.</summary>
internal sealed class TestCloud
{
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    public static readonly EndpointId A = EndpointId.Parse("acme/chat");
    public static readonly EndpointId B = EndpointId.Parse("globex/chat");
    public static readonly InstanceTypeName Type = new("g6.2xlarge");
    public static readonly InstancePool Pool = new(Type, new ZoneName("us-east-1a"));
    public static readonly ImageSpec Image = new("registry/lmi:1", new ImageDigest("sha256:aa"), ByteCount.FromGigabytes(17.7));
    public static readonly WeightsSpec Weights = new(new WeightsVersion("s3://models/qwen3-8b@1"), ByteCount.FromGigabytes(16));
    public static readonly ComponentSpec Component = new()
    {
        Name = new ComponentName("llm"),
        Image = Image,
        Weights = Weights,
        MaxConcurrencyPerCopy = 4,
        MinCopies = 0,
        Policy = new ScalingPolicy { TargetConcurrencyPerCopy = 4 },
    };

    /// <summary>No chance at all, and every call answers at once.</summary>
    public static readonly SimulatedCloudOptions Exact = new()
    {
        Latency = LatencyOptions.None,
        Instances = new InstanceOptions { BootSpread = 0 },
        Hosts = new HostOptions { RateSpread = 0 },
        Snapshots = new SnapshotOptions { BuildSpread = 0 },
        Metrics = new MetricOptions { MissingRatio = 0 },
    };

    private long _copies;
    private int _slots;

    public TestCloud(SimulatedCloudOptions options)
    {
        Time = new ManualTime(Start);
        Cloud = new SimulatedCloud(options, Time);
        Ports = Cloud.PortsFor(Time);
    }

    public ManualTime Time { get; }

    public SimulatedCloud Cloud { get; }

    public SimulatedPorts Ports { get; }

    public static LaunchRequest Request(EndpointId endpoint, int slot, params ImmutableArray<ImageSource> images) => new()
    {
        Slot = new SlotId(endpoint, slot),
        Generation = 1,
        Pools = [Pool],
        Images = images,
    };

    /// <summary>The image from the endpoint's own snapshot, which <see cref="SnapshotAsync"/> makes.</summary>
    public static ImageSource Restored(StartupMechanism mechanism, SnapshotId? snapshot = null) => new(Image.Digest, mechanism, snapshot) { Build = 1 };

    public static SnapshotBuild Build(EndpointId endpoint) => new(endpoint, Image, 1);

    public async Task<InstanceId> LaunchAsync(EndpointId endpoint, params ImmutableArray<ImageSource> images) =>
        Assert.IsType<LaunchResult.Accepted>(await Ports.Instances.LaunchAsync(Request(endpoint, _slots++, images), default)).Instance;

    public async Task<CopyId> StartAsync(InstanceId instance, ComponentSpec component, StartupMechanism mechanism, EndpointId? endpoint = null)
    {
        var id = new CopyId(component.Name, ++_copies);
        var order = CopyOrder.For(endpoint ?? A, component, id, mechanism, Time.GetUtcNow());
        Assert.Equal(CopyOrderResult.Accepted, await Ports.Hosts.StartAsync(instance, order, default));
        return id;
    }

    /// <summary>A copy that serves now, on an instance of its own; half an hour passes.</summary>
    public async Task<(InstanceId Instance, CopyId Copy)> ServeAsync(EndpointId endpoint, ComponentSpec component)
    {
        var instance = await LaunchAsync(endpoint);
        var copy = await StartAsync(instance, component, StartupMechanism.Registry, endpoint);
        Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(CopyPhase.Ready, (await CopyAsync(instance, copy)).Phase);
        return (instance, copy);
    }

    public async Task<CopyStatus> CopyAsync(InstanceId instance, CopyId copy) =>
        Assert.Single((await HostAsync(instance)).Copies, status => status.Id == copy);

    public async Task<HostStatus> HostAsync(InstanceId instance) =>
        await Ports.Hosts.DescribeAsync(instance, default) ?? throw new InvalidOperationException($"Instance {instance} is not heard at {Time.GetUtcNow():O}.");

    /// <summary>A snapshot of the image; half an hour passes.</summary>
    public async Task<SnapshotId> SnapshotAsync(EndpointId endpoint)
    {
        Assert.IsType<BuildResult.Accepted>(await Ports.Snapshots.BuildAsync(Build(endpoint), default));
        Time.Advance(TimeSpan.FromMinutes(30));
        return Assert.IsType<BuildStatus.Ready>(await Ports.Snapshots.DescribeAsync(Build(endpoint), default)).Snapshot;
    }

    /// <summary>Sets how the snapshot is restored, with fast restore in the pool's zone where the mechanism is that; what that takes to begin passes.</summary>
    public async Task SetRestoreAsync(EndpointId endpoint, StartupMechanism mechanism)
    {
        ImmutableArray<ZoneName> zones = mechanism == StartupMechanism.SnapshotFsr ? [Pool.Zone] : [];
        Assert.IsType<RestoreResult.Accepted>(await Ports.Snapshots.SetRestoreAsync(Build(endpoint), new RestoreSetting(mechanism, null, zones), default));
        Time.Advance(TimeSpan.FromMinutes(10));
    }

    public TrafficReading Traffic(EndpointId endpoint) => Cloud.ReadTraffic(endpoint, Component.Name)!;

    public void Send(EndpointId endpoint, ComponentSpec component, TimeSpan service, params ImmutableArray<RateStep> steps) =>
        Cloud.RegisterTraffic(endpoint, component, new TrafficSource.Rates(Time.GetUtcNow(), steps, service));
}
