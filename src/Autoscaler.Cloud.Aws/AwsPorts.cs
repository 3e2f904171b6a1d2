using Amazon.EC2;
using Amazon.KeyManagementService;
using Amazon.SecurityToken;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Kms;
using Autoscaler.Cloud.Aws.Prices;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Aws.BootScripts;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Cloud.Aws;

/// <summary>The ports of EC2 mode that EC2 and KMS fill, over clients that they share.</summary>
internal sealed class AwsPorts : IDisposable
{
    private readonly Ec2Calls _ec2;
    private readonly KmsCalls _kms;
    private readonly CallerAccount _account;

    private AwsPorts(AwsCloudOptions options, Ec2Calls ec2, KmsCalls kms, CallerAccount account, string region, CallDeadline deadline, TimeProvider clock, ILoggerFactory loggers)
    {
        (_ec2, _kms, _account) = (ec2, kms, account);
        var names = new FleetNames(options.Fleet);
        var lists = new ResourceLists(ec2, options.Ec2, names);
        var templates = new LaunchTemplateContents(options.Ec2, names, new InstanceScript(options.Agent, options.TokenSecret));
        var launches = new BuilderLaunch(options, names, new BuilderScript(region));
        var keys = new FleetKeys(kms, options.Fleet);
        Instances = new Ec2InstanceCloud(ec2, options.Ec2, names, templates, new EntryVolumes(ec2, names), lists, deadline, clock, loggers.CreateLogger<Ec2InstanceCloud>());
        Snapshots = new Ec2SnapshotStore(ec2, options.Ec2, names, templates, launches, new FastRestores(ec2, options.Ec2), lists, deadline, clock);
        Keys = new KmsKeyVault(kms, keys, options.Keys, account, deadline);
        Tags = new AwsTaggedResources(ec2, lists, kms, keys, options.Keys, deadline);
        Prices = AwsPriceList.Of(options.Prices);
    }

    public IInstanceCloud Instances { get; }

    public ISnapshotStore Snapshots { get; }

    public IKeyVault Keys { get; }

    public ITaggedResources Tags { get; }

    public IPriceList Prices { get; }

    /// <summary>The ports, over clients of their own.</summary>
    public static AwsPorts Create(AwsCloudOptions options, AwsConnection connection, CallDeadline deadline, TimeProvider clock, ILoggerFactory loggers)
    {
        var ec2 = connection.Configure(new AmazonEC2Config(), "EC2");
        var region = connection.Region ?? ec2.RegionEndpoint?.SystemName ?? ec2.AuthenticationRegion;
        return new AwsPorts(
            options,
            new Ec2Calls(Client(connection, ec2), Client(connection, connection.ConfigureOnce(new AmazonEC2Config(), "EC2"))),
            new KmsCalls(
                Client(connection, connection.Configure(new AmazonKeyManagementServiceConfig(), "KMS")),
                Client(connection, connection.ConfigureOnce(new AmazonKeyManagementServiceConfig(), "KMS"))),
            new CallerAccount(Client(connection, connection.Configure(new AmazonSecurityTokenServiceConfig(), "STS"))),
            region,
            deadline,
            clock,
            loggers);
    }

    public void Dispose()
    {
        _ec2.Dispose();
        _kms.Dispose();
        _account.Dispose();
    }

    private static AmazonEC2Client Client(AwsConnection connection, AmazonEC2Config config) => connection.Credentials is { } credentials ? new(credentials, config) : new(config);

    private static AmazonKeyManagementServiceClient Client(AwsConnection connection, AmazonKeyManagementServiceConfig config) =>
        connection.Credentials is { } credentials ? new(credentials, config) : new(config);

    private static AmazonSecurityTokenServiceClient Client(AwsConnection connection, AmazonSecurityTokenServiceConfig config) =>
        connection.Credentials is { } credentials ? new(credentials, config) : new(config);
}
