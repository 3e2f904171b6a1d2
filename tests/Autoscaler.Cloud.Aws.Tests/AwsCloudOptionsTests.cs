using Amazon.Runtime;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Kms;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autoscaler.Cloud.Aws.Tests;

public sealed class AwsCloudOptionsTests
{
    [Fact]
    public void Defaults_OfEachOption_AreAsDocumented()
    {
        var options = AwsFleet.Options();
        Assert.Equal("autoscaler", options.Fleet);
        Assert.Equal(("/dev/xvda", 200, 6000, 600, TimeSpan.FromMinutes(2), true), (options.Ec2.RootDevice, options.Ec2.RootVolumeGibibytes, options.Ec2.VolumeIops, options.Ec2.VolumeThroughputMebibytes, options.Ec2.ListingLag, options.Ec2.AllowFastRestore));
        Assert.Equal((new InstanceTypeName("c6i.2xlarge"), 4.5, 1.1), (options.Builder.Type, options.Builder.ImageSpaceRatio, options.Builder.WeightsSpaceRatio));
        Assert.Equal((KeyScope.Endpoint, TimeSpan.FromDays(30)), (options.Keys.Scope, options.Keys.OrphanWait));
        var connection = new AwsOptions();
        Assert.Equal((TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60), 3), (connection.RequestTimeout, connection.CallTimeout, connection.MaxRetries));
    }

    [Fact]
    public void Errors_OfGoodOptions_AreNone() => Assert.Empty(AwsCloudOptionsValidator.ErrorsOf(AwsFleet.Options()));

    [Fact]
    public void Errors_OfBadOptions_AreAllToldAtOnce()
    {
        var good = AwsFleet.Options();
        var bad = good with
        {
            Fleet = "My Fleet",
            Connection = new AwsOptions { Region = "mars", RequestTimeout = TimeSpan.FromMinutes(1), CallTimeout = TimeSpan.FromSeconds(30), MaxRetries = 11 },
            Ec2 = good.Ec2 with
            {
                Subnets = ImmutableSortedDictionary<ZoneName, string>.Empty.Add(new ZoneName("us-east-1a"), "vpc-1"),
                SecurityGroups = [],
                MachineImages = ImmutableSortedDictionary<string, string>.Empty.Add("g6", "image"),
                InstanceProfile = "",
                VolumeIops = 3000,
                VolumeThroughputMebibytes = 1000,
                ListingLag = TimeSpan.FromHours(1),
            },
            Agent = good.Agent with { Source = new Uri("http://x/agent.tgz"), Sha256 = "abc", ApiUrl = new Uri("ftp://x") },
            Builder = new BuilderOptions { ImageSpaceRatio = 1 },
            Keys = new KeyOptions { GranteePrincipal = "somebody", OrphanWait = TimeSpan.FromDays(1) },
        };

        var errors = AwsCloudOptionsValidator.ErrorsOf(bad);

        Assert.Equal(
            [
                "Fleet: expected 1 to 32 lower-case letters, digits and hyphens; found 'My Fleet'",
                "Connection.Region: expected a Region as us-east-1; found 'mars'",
                "Connection.CallTimeout: expected 00:01:00 to 00:15:00; found '00:00:30'",
                "Connection.MaxRetries: expected 0 to 10; found '11'",
                "Ec2.Subnets.us-east-1a: expected a subnet as subnet-0123456789abcdef0; found 'vpc-1'",
                "Ec2.SecurityGroups: expected 1 to 5 security groups; found '0'",
                "Ec2.MachineImages.g6: expected a machine image as ami-0123456789abcdef0; found 'image'",
                "Ec2.InstanceProfile: expected the name of an instance profile; found ''",
                "Ec2.VolumeThroughputMebibytes: expected 125 to 750; found '1000'",
                "Ec2.ListingLag: expected 00:00:05 to 00:15:00; found '01:00:00'",
                "Builder.MachineImage: expected a machine image, for Ec2.MachineImages has none for c6i.2xlarge; found nothing",
                "Builder.ImageSpaceRatio: expected 2 to 20; found '1'",
                "Agent.Source: expected an https or s3 address without quotes or white space; found 'http://x/agent.tgz'",
                "Agent.Sha256: expected 64 lower-case hexadecimal digits; found 'abc'",
                "Agent.ApiUrl: expected an https address (http within the machine's own network); found 'ftp://x'",
                "Keys.GranteePrincipal: expected an ARN of IAM as arn:aws:iam::123456789012:role/name; found 'somebody'",
                "Keys.OrphanWait: expected 7.00:00:00 to 30.00:00:00; found '1.00:00:00'",
            ],
            errors.AsEnumerable());
        var refusal = Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddAwsCloud(bad));
        Assert.Equal(errors, refusal.Failures);
    }

    [Fact]
    public void AddAwsCloud_Twice_GivesOneOfEachPort()
    {
        var options = AwsFleet.Options(new Uri("http://127.0.0.1:1"));
        using var services = new ServiceCollection().AddSingleton<AWSCredentials>(AwsFleet.Credentials).AddAwsCloud(options).AddAwsCloud(options with { Fleet = "second" }).BuildServiceProvider();

        Assert.Single(services.GetServices<IInstanceCloud>());
        Assert.Single(services.GetServices<ISnapshotStore>());
        Assert.Single(services.GetServices<IKeyVault>());
        Assert.Single(services.GetServices<ITaggedResources>());
        Assert.Single(services.GetServices<IPriceList>());
        Assert.Equal("autoscaler", services.GetRequiredService<AwsCloudOptions>().Fleet);
    }

    [Theory]
    [InlineData("g6.xlarge", "ami-00000000000000006")]
    [InlineData("g6e.xlarge", "ami-0000000000000006e")]
    [InlineData("g6e.48xlarge", "ami-00000000000006e48")]
    [InlineData("p5.48xlarge", "ami-00000000000000001")]
    public void MachineImageOf_AType_IsThatOfTheLongestFit(string type, string expected)
    {
        var options = AwsFleet.Options().Ec2 with
        {
            MachineImages = ImmutableSortedDictionary<string, string>.Empty
                .Add("*", "ami-00000000000000001").Add("g6", "ami-00000000000000006").Add("g6e", "ami-0000000000000006e").Add("g6e.48xlarge", "ami-00000000000006e48"),
        };

        Assert.Equal(expected, options.MachineImageOf(new InstanceTypeName(type)));
    }

    [Fact]
    public void ToString_OfTheOptions_ShowsNoSecret() => Assert.DoesNotContain(AwsFleet.SecretText, AwsFleet.Options().ToString(), StringComparison.Ordinal);
}
