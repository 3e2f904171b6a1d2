using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.Tests.Ec2;

/// <summary>Launches against a scripted EC2.</summary>
internal sealed class LaunchWorld : IAsyncDisposable
{
    public static readonly EndpointId Endpoint = EndpointId.Parse("acme/chat");
    public static readonly ImageDigest Image = new($"sha256:{new string('a', 64)}");
    public static readonly InstancePool First = InstancePool.Parse("g6.2xlarge@us-east-1a");
    public static readonly InstancePool Second = InstancePool.Parse("g5.2xlarge@us-east-1b");

    public static readonly LaunchRequest Request = new() { Slot = new SlotId(Endpoint, 3), Generation = 7, Pools = [First, Second], Images = [] };

    private readonly ScriptedServer _server;
    private readonly List<AwsPorts> _ports = [];

    private LaunchWorld(ScriptedServer server, ScriptedEc2 ec2, AwsCloudOptions options) => (_server, Ec2, Options) = (server, ec2, options);

    public ScriptedEc2 Ec2 { get; }

    public AwsCloudOptions Options { get; set; }

    public ImmutableArray<ScriptedRequest> Requests => _server.Requests;

    public static async Task<LaunchWorld> StartAsync(FaultPlan? faults = null, TimeSpan? requestTimeout = null)
    {
        var ec2 = new ScriptedEc2();
        var server = await ScriptedServer.StartAsync(ec2.Answer, faults);
        var options = AwsFleet.Options(server.Address);
        var timeout = requestTimeout ?? TimeSpan.FromSeconds(20);
        return new LaunchWorld(server, ec2, options with { Connection = options.Connection with { MaxRetries = 1, RequestTimeout = timeout, CallTimeout = timeout * 3 } });
    }

    /// <summary>The ports of a new process.</summary>
    public AwsPorts Ports(TimeProvider? clock = null)
    {
        var ports = AwsFleet.Ports(Options, clock);
        _ports.Add(ports);
        return ports;
    }

    public Task<LaunchResult> LaunchAsync(LaunchRequest? request = null) => Ports().Instances.LaunchAsync(request ?? Request, CancellationToken.None);

    public ScriptedRequest Only(string operation) => Assert.Single(Requests, request => request.Operation == operation);

    /// <summary>A ready entry of the endpoint's cache, restored at a rate.</summary>
    public async Task<ImageSource> AddEntryAsync(string snapshot = "snap-0000000000000000a", EndpointId? owner = null)
    {
        var build = new Snapshots.SnapshotBuild(owner ?? Endpoint, new ImageSpec("registry/lmi:1", Image, ByteCount.FromGigabytes(17.7)), 2);
        Ec2.Snapshots.Add(new ScriptedEc2.Snapshot(snapshot, new Dictionary<string, string>
        {
            ["autoscaler:fleet"] = "autoscaler",
            ["autoscaler:endpoint"] = build.Endpoint.ToString(),
            ["autoscaler:token"] = Aws.Ec2.FleetNames.TokenOf(build),
        }));
        var setting = new Snapshots.RestoreSetting(StartupMechanism.SnapshotRate, 250, []);
        Assert.IsType<Snapshots.RestoreResult.Accepted>(await Ports().Snapshots.SetRestoreAsync(build, setting, CancellationToken.None));
        return new ImageSource(Image, StartupMechanism.SnapshotRate, null) { Build = 2 };
    }

    public async ValueTask DisposeAsync()
    {
        _ports.ForEach(static ports => ports.Dispose());
        await _server.DisposeAsync();
    }
}
