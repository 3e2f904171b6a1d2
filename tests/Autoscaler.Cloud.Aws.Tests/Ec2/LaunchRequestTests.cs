using System.Text;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.Tests.Ec2;

/// <summary>What goes over the wire for a launch.</summary>
public sealed class LaunchRequestTests
{
    [Fact]
    public async Task CreateLaunchTemplate_OfALaunchFromTheCache_CarriesVolumesUserDataAndTags()
    {
        await using var world = await LaunchWorld.StartAsync();
        var source = await world.AddEntryAsync();
        await world.LaunchAsync(LaunchWorld.Request with { Images = [source] });

        var form = world.Requests.Last(static request => request.Operation == "CreateLaunchTemplate").Form;

        Assert.Equal(form["LaunchTemplateName"], form["ClientToken"]);
        var expected = new Dictionary<string, string>
        {
            ["ImageId"] = "ami-00000000000000001",
            ["InstanceType"] = "g6.2xlarge",
            ["SecurityGroupId.1"] = "sg-00000000000000001",
            ["IamInstanceProfile.Name"] = "autoscaler-instance",
            ["MetadataOptions.HttpTokens"] = "required",
            ["MetadataOptions.HttpPutResponseHopLimit"] = "1",
            ["InstanceInitiatedShutdownBehavior"] = "terminate",
            ["BlockDeviceMapping.1.DeviceName"] = "/dev/xvda",
            ["BlockDeviceMapping.1.Ebs.VolumeSize"] = "200",
            ["BlockDeviceMapping.1.Ebs.Encrypted"] = "true",
            ["BlockDeviceMapping.2.DeviceName"] = "/dev/sdf",
            ["BlockDeviceMapping.2.Ebs.SnapshotId"] = "snap-0000000000000000a",
            ["BlockDeviceMapping.2.Ebs.VolumeInitializationRate"] = "250",
            ["BlockDeviceMapping.2.Ebs.DeleteOnTermination"] = "true",
            ["BlockDeviceMapping.2.Ebs.Encrypted"] = "true",
            ["BlockDeviceMapping.2.Ebs.VolumeType"] = "gp3",
            ["BlockDeviceMapping.2.Ebs.Iops"] = "6000",
            ["BlockDeviceMapping.2.Ebs.Throughput"] = "600",
        };
        Assert.All(expected, pair => Assert.Equal(pair.Value, form.GetValueOrDefault($"LaunchTemplateData.{pair.Key}")));
        foreach (var specification in new[] { "LaunchTemplateData.TagSpecification.1", "LaunchTemplateData.TagSpecification.2", "TagSpecification.1" })
        {
            var tags = Enumerable.Range(1, 12).Where(number => form.ContainsKey($"{specification}.Tag.{number}.Key"))
                .ToDictionary(number => form[$"{specification}.Tag.{number}.Key"], number => form[$"{specification}.Tag.{number}.Value"]);
            Assert.Equal(
                ("autoscaler", "acme", "acme/chat", "3", "7", "1", LaunchWorld.Request.Token.Value),
                (tags["autoscaler:fleet"], tags["autoscaler:tenant"], tags["autoscaler:endpoint"], tags["autoscaler:slot"], tags["autoscaler:generation"], tags["autoscaler:attempt"], tags["autoscaler:token"]));
        }

        Assert.Contains("\"device\": \"/dev/sdf\"", Encoding.UTF8.GetString(Convert.FromBase64String(form["LaunchTemplateData.UserData"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateFleet_OfALaunch_IsAnInstantFleetOfOneInTheOrderOfThePools()
    {
        await using var world = await LaunchWorld.StartAsync();
        await world.LaunchAsync();

        var form = world.Only("CreateFleet").Form;

        var expected = new Dictionary<string, string>
        {
            ["Type"] = "instant",
            ["TargetCapacitySpecification.TotalTargetCapacity"] = "1",
            ["TargetCapacitySpecification.DefaultTargetCapacityType"] = "on-demand",
            ["OnDemandOptions.AllocationStrategy"] = "prioritized",
            ["LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version"] = "1",
            ["LaunchTemplateConfigs.1.Overrides.1.InstanceType"] = "g6.2xlarge",
            ["LaunchTemplateConfigs.1.Overrides.1.SubnetId"] = "subnet-0000000000000000a",
            ["LaunchTemplateConfigs.1.Overrides.1.Priority"] = "0",
            ["LaunchTemplateConfigs.1.Overrides.2.InstanceType"] = "g5.2xlarge",
            ["LaunchTemplateConfigs.1.Overrides.2.SubnetId"] = "subnet-0000000000000000b",
            ["LaunchTemplateConfigs.1.Overrides.2.Priority"] = "1",
        };
        Assert.All(expected, pair => Assert.Equal(pair.Value, form.GetValueOrDefault(pair.Key)));
        Assert.DoesNotContain("Overrides.1.ImageId", world.Only("CreateFleet").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateFleet_WithAPoolOfAnotherArchitecture_GivesItsImage()
    {
        await using var world = await LaunchWorld.StartAsync();
        await world.LaunchAsync(LaunchWorld.Request with { Pools = [LaunchWorld.First, Contracts.Capacity.InstancePool.Parse("g5g.xlarge@us-east-1a")] });

        Assert.Equal("ami-00000000000000002", world.Only("CreateFleet").Form["LaunchTemplateConfigs.1.Overrides.2.ImageId"]);
    }

    [Theory]
    [InlineData(StartupMechanism.SnapshotLazy, null)]
    [InlineData(StartupMechanism.SnapshotFsr, null)]
    [InlineData(StartupMechanism.SnapshotRate, "250")]
    public async Task CreateLaunchTemplate_ByAMechanism_HasARateForThatOneAlone(StartupMechanism mechanism, string? rate)
    {
        await using var world = await LaunchWorld.StartAsync();
        var source = await world.AddEntryAsync();
        await world.LaunchAsync(LaunchWorld.Request with { Images = [source with { Mechanism = mechanism }] });

        var form = world.Requests.Last(static request => request.Operation == "CreateLaunchTemplate").Form;
        Assert.Equal(rate, form.GetValueOrDefault("LaunchTemplateData.BlockDeviceMapping.2.Ebs.VolumeInitializationRate"));
    }

    [Fact]
    public async Task Launch_OfASnapshotOfAnotherEndpointsTag_RestoresNothing()
    {
        await using var world = await LaunchWorld.StartAsync();
        var source = await world.AddEntryAsync(owner: EndpointId.Parse("globex/chat"));

        Assert.Equal(new Instances.LaunchResult.SnapshotGone(LaunchWorld.Image, 2), await world.LaunchAsync(LaunchWorld.Request with { Images = [source] }));
        Assert.Empty(world.Ec2.Instances);
    }
}
