using System.Text;
using Autoscaler.Cloud.Aws.Doctor;
using Autoscaler.SiloHost.Clouds;
using Microsoft.Extensions.Configuration;

namespace Autoscaler.EndToEnd.Tests.Aws;

/// <summary>One file configures the host and is what the doctor looks at.</summary>
public sealed class AwsConfigurationTests
{
    private const string Everything = """
        {
          "Aws": {
            "Fleet": "blue",
            "TokenSecret": "0123456789abcdef0123456789abcdef",
            "FormerTokenSecrets": [ "fedcba9876543210fedcba9876543210" ],
            "Connection": { "Region": "us-east-1", "RequestTimeout": "00:00:10", "MaxRetries": 2 },
            "Ec2": {
              "Subnets": { "us-east-1a": "subnet-0123456789abcdef0" }, "SecurityGroups": [ "sg-0123456789abcdef0" ], "MachineImages": { "*": "ami-0123456789abcdef0" },
              "InstanceProfile": "autoscaler-instance", "AllowFastRestore": false, "ListingLag": "00:01:00"
            },
            "Agent": { "Source": "s3://my-bucket/autoscaler-agent.tgz", "Sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "ApiUrl": "https://autoscaler.example.com/" },
            "Builder": { "Type": "c6i.xlarge", "InstanceProfile": "autoscaler-builder", "ImageSpaceRatio": 5 },
            "Keys": { "Scope": "tenant" },
            "Prices": { "Overrides": { "g6.2xlarge": 0.9 } },
            "Metrics": { "Namespace": "Acme" },
            "Watching": { "IsAdaptive": true, "BudgetUsdPerMonth": 100 },
            "Registry": { "Architecture": "amd64" },
            "GrainStorage": { "TableName": "blue-grains" }
          }
        }
        """;

    [Fact]
    public void File_WithEverySection_IsTakenByHostAndDoctorAlike()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Everything));
        var (host, hostErrors) = AwsSection.Read(new ConfigurationBuilder().AddJsonStream(stream).Build(), dataFolder: null);
        var doctorErrors = new List<string>();
        var doctor = ExaminedOptions.Read(Everything, "appsettings.json", doctorErrors);

        Assert.Empty(hostErrors);
        Assert.Empty(doctorErrors);
        var (seen, used) = (doctor!, host.Cloud);
        Assert.Equal((used.Fleet, used.Connection, used.Agent, used.Builder, used.Keys), (seen.Fleet, seen.Connection, seen.Agent, seen.Builder, seen.Keys));
        Assert.Equal(used.Ec2.Subnets, seen.Ec2.Subnets);
        Assert.Equal((used.Ec2.AllowFastRestore, used.Ec2.ListingLag), (seen.Ec2.AllowFastRestore, seen.Ec2.ListingLag));
        Assert.Equal(used.Prices.Overrides, seen.Prices.Overrides);
    }
}
