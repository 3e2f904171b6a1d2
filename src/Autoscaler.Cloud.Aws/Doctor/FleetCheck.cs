using Amazon.EC2;
using Amazon.EC2.Model;

namespace Autoscaler.Cloud.Aws.Doctor;

/// <summary>Whether what the options name is there: subnets with addresses left, security groups of the same VPC, machine images, types that the zones offer.</summary>
internal sealed class FleetCheck(IAmazonEC2 client, AwsCloudOptions options)
{
    // Fewer, and a spike ends in InsufficientFreeAddressesInSubnet.
    private const int FewAddresses = 32;

    /// <summary>The findings.</summary>
    public async Task<ImmutableArray<DoctorFinding>> CheckAsync(CancellationToken cancellationToken) =>
    [
        .. await NetworkAsync(cancellationToken),
        await ImagesAsync(cancellationToken),
        await BuilderTypeAsync(cancellationToken),
    ];

    private async Task<ImmutableArray<DoctorFinding>> NetworkAsync(CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<DoctorFinding>();
        var answer = await client.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new Filter("subnet-id", [.. options.Ec2.Subnets.Values])] }, cancellationToken);
        var subnets = (answer.Subnets ?? []).ToDictionary(static subnet => subnet.SubnetId, StringComparer.Ordinal);
        foreach (var (zone, id) in options.Ec2.Subnets)
        {
            findings.Add(SubnetFinding(zone, id, subnets.GetValueOrDefault(id)));
        }

        var vpcs = subnets.Values.Select(static subnet => subnet.VpcId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var told = await client.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new Filter("group-id", [.. options.Ec2.SecurityGroups])] }, cancellationToken);
        var groups = (told.SecurityGroups ?? []).ToDictionary(static group => group.GroupId, StringComparer.Ordinal);
        foreach (var id in options.Ec2.SecurityGroups)
        {
            findings.Add(groups.GetValueOrDefault(id) is not { } group
                ? DoctorFinding.Failed("security group", $"there is no {id} in this account and Region", "Correct Ec2.SecurityGroups.")
                : vpcs.Length == 1 && group.VpcId == vpcs[0]
                ? DoctorFinding.Passed("security group", $"{id} of {group.VpcId}")
                : DoctorFinding.Failed("security group", $"{id} is of {group.VpcId}; the subnets are of {(vpcs.Length == 0 ? "none" : string.Join(", ", vpcs))}", "Name subnets and security groups of one VPC."));
        }

        return findings.ToImmutable();
    }

    private static DoctorFinding SubnetFinding(ZoneName zone, string id, Subnet? subnet)
    {
        if (subnet is null)
        {
            return DoctorFinding.Failed("subnet", $"there is no {id} in this account and Region", $"Correct Ec2.Subnets.{zone}.");
        }

        if (subnet.AvailabilityZone != zone.Value)
        {
            return DoctorFinding.Failed("subnet", $"{id} is in {subnet.AvailabilityZone}, not in {zone}", $"Correct Ec2.Subnets.{zone}: launches for {zone} would go to another zone.");
        }

        return subnet.AvailableIpAddressCount < FewAddresses
            ? DoctorFinding.Warning("subnet", $"{id} in {zone} has {subnet.AvailableIpAddressCount} addresses left", "Use a larger subnet: each instance takes an address.")
            : DoctorFinding.Passed("subnet", $"{id} in {zone}, {subnet.AvailableIpAddressCount} addresses left");
    }

    private async Task<DoctorFinding> ImagesAsync(CancellationToken cancellationToken)
    {
        var wanted = options.Ec2.MachineImages.Values.Append(options.Builder.MachineImage).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var answer = await client.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new Filter("image-id", [.. wanted])] }, cancellationToken);
        var usable = (answer.Images ?? []).Where(static image => image.State == ImageState.Available).Select(static image => image.ImageId).ToHashSet(StringComparer.Ordinal);
        var missing = wanted.Where(id => !usable.Contains(id)).ToArray();
        return missing.Length == 0
            ? DoctorFinding.Passed("machine images", string.Join(", ", wanted))
            : DoctorFinding.Failed("machine images", $"not available in this Region to this account: {string.Join(", ", missing)}", "Correct Ec2.MachineImages and Builder.MachineImage; an image is of one Region.");
    }

    private async Task<DoctorFinding> BuilderTypeAsync(CancellationToken cancellationToken)
    {
        var request = new DescribeInstanceTypeOfferingsRequest { LocationType = LocationType.AvailabilityZone, Filters = [new Filter("instance-type", [options.Builder.Type.Value])] };
        var answer = await client.DescribeInstanceTypeOfferingsAsync(request, cancellationToken);
        var offered = (answer.InstanceTypeOfferings ?? []).Select(static offering => offering.Location).ToHashSet(StringComparer.Ordinal);
        var zones = options.Ec2.Subnets.Keys.Where(zone => offered.Contains(zone.Value)).ToArray();
        return zones.Length == 0
            ? DoctorFinding.Failed("builder", $"{options.Builder.Type} is offered in none of {string.Join(", ", options.Ec2.Subnets.Keys)}", "Set Builder.Type to a type that one of the zones offers.")
            : DoctorFinding.Passed("builder", $"{options.Builder.Type} is offered in {string.Join(", ", zones)}");
    }
}
