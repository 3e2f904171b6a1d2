using Amazon.Runtime;
using Autoscaler.Contracts.Clients;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Ec2;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>Options of a small fleet, and the ports over them against a server that a test runs.</summary>
internal static class AwsFleet
{
    public const string SecretText = "0123456789abcdef0123456789abcdef-this-is-secret";

    public static readonly BasicAWSCredentials Credentials = new("AKIATESTING", "testing-secret-key");

    public static AwsCloudOptions Options(Uri? server = null) => new()
    {
        Connection = new AwsOptions { Region = "us-east-1", EndpointUrl = server },
        Ec2 = new Ec2Options
        {
            Subnets = ImmutableSortedDictionary<ZoneName, string>.Empty
                .Add(new ZoneName("us-east-1a"), "subnet-0000000000000000a").Add(new ZoneName("us-east-1b"), "subnet-0000000000000000b"),
            SecurityGroups = ["sg-00000000000000001"],
            MachineImages = ImmutableSortedDictionary<string, string>.Empty.Add("*", "ami-00000000000000001").Add("g5g", "ami-00000000000000002"),
            InstanceProfile = "autoscaler-instance",
        },
        Agent = new AgentOptions
        {
            Source = new Uri("https://downloads.example.com/autoscaler-agent-1.0.tgz"),
            Sha256 = new string('b', 64),
            ApiUrl = new Uri("https://autoscaler.example.com/"),
            FallbackRegistry = "123456789012.dkr.ecr.us-east-1.amazonaws.com",
        },
        TokenSecret = SlotTokenSecret.FromText(SecretText),
    };

    public static AwsPorts Ports(AwsCloudOptions options, TimeProvider? clock = null, ILoggerFactory? loggers = null)
    {
        var connection = new AwsConnection(options.Connection, Credentials, static _ => null);
        return AwsPorts.Create(options, connection, new CallDeadline(clock ?? TimeProvider.System, options.Connection.CallTimeout), clock ?? TimeProvider.System, loggers ?? NullLoggerFactory.Instance);
    }
}
