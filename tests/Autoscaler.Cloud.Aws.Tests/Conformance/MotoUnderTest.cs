using Amazon.EC2;
using Amazon.EC2.Model;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Conformance;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;

namespace Autoscaler.Cloud.Aws.Tests.Conformance;

/// <summary>The AWS adapters against moto. Where a builder would work on AWS, a test tags and stops it as its script does.</summary>
internal sealed class MotoUnderTest : CloudUnderTest, IDisposable
{
    private readonly ShiftedTime _time = new();
    private readonly AwsPorts _ports;

    private MotoUnderTest(AmazonEC2Client client, AwsCloudOptions options)
    {
        Client = client;
        Options = options;
        _ports = AwsFleet.Ports(options, _time);
    }

    /// <summary>For what a test looks at beside the ports.</summary>
    public AmazonEC2Client Client { get; }

    public AwsCloudOptions Options { get; }

    public override IInstanceCloud Instances => _ports.Instances;

    public override ISnapshotStore Snapshots => _ports.Snapshots;

    public override IKeyVault Keys => _ports.Keys;

    public override ITaggedResources Tags => _ports.Tags;

    public override IPriceList Prices => _ports.Prices;

    /// <summary>A fleet in the network that every account of moto has.</summary>
    /// <param name="moto">The server.</param>
    /// <param name="configure">Changes the options.</param>
    public static async Task<MotoUnderTest> CreateAsync(MotoServer moto, Func<AwsCloudOptions, AwsCloudOptions>? configure = null)
    {
        var options = AwsFleet.Options(moto.Address);
        var client = new AmazonEC2Client(AwsFleet.Credentials, new AwsConnection(options.Connection, null, static _ => null).Configure(new AmazonEC2Config(), "EC2"));
        var subnets = await client.DescribeSubnetsAsync(new DescribeSubnetsRequest());
        var groups = await client.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest());
        options = options with
        {
            Ec2 = options.Ec2 with
            {
                Subnets = subnets.Subnets.ToImmutableSortedDictionary(static subnet => new ZoneName(subnet.AvailabilityZone), static subnet => subnet.SubnetId),
                SecurityGroups = [groups.SecurityGroups[0].GroupId],

                // moto does not know fast restore.
                AllowFastRestore = false,
            },
        };
        await moto.CreateInstanceProfileAsync(options.Ec2.InstanceProfile, CancellationToken.None);
        return new MotoUnderTest(client, configure?.Invoke(options) ?? options);
    }

    public override void LetTimePass() => _time.Advance(TimeSpan.FromMinutes(5));

    public override async Task FinishBuilderAsync(SnapshotBuild build)
    {
        var token = FleetNames.TokenOf(build);
        var found = await Client.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [Ec2Calls.ByTag(TagNames.Token, token)] });
        var builder = found.Reservations.SelectMany(static reservation => reservation.Instances).Single().InstanceId;
        await Client.CreateTagsAsync(new CreateTagsRequest(
            [builder],
            [
                new Tag(TagNames.BuildState, TagNames.BuildStates.Done),
                new Tag(TagNames.BuildDigest, build.Image.Digest.Value),
                new Tag(TagNames.BuildBytes, "51931800000"),
            ]));
        await Client.StopInstancesAsync(new StopInstancesRequest([builder]));
        Assert.IsType<BuildStatus.Building>(await Snapshots.DescribeAsync(build, CancellationToken.None));
    }

    public void Dispose()
    {
        _ports.Dispose();
        Client.Dispose();
    }
}
