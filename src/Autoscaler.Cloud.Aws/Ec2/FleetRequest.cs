using Amazon.EC2;
using Amazon.EC2.Model;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>The one call of a launch: an instant fleet of one on-demand instance, from the first pool of the request that has it.</summary>
internal sealed class FleetRequest(Ec2Options options, FleetNames names)
{
    /// <summary>The call: a function of the request, the options and how often it was tried in vain.</summary>
    public CreateFleetRequest Compose(LaunchRequest request, int tries) => new()
    {
        ClientToken = names.ClientTokenOf(request, tries),
        Type = FleetType.Instant,
        TargetCapacitySpecification = new TargetCapacitySpecificationRequest
        {
            TotalTargetCapacity = 1,
            OnDemandTargetCapacity = 1,
            DefaultTargetCapacityType = DefaultTargetCapacityType.OnDemand,
        },

        // By default the cheapest goes first; the order of the request is the decision's.
        OnDemandOptions = new OnDemandOptionsRequest { AllocationStrategy = FleetOnDemandAllocationStrategy.Prioritized },
        LaunchTemplateConfigs =
        [
            new FleetLaunchTemplateConfigRequest
            {
                LaunchTemplateSpecification = new FleetLaunchTemplateSpecificationRequest { LaunchTemplateName = names.LaunchTemplateOf(request), Version = "1" },
                Overrides = [.. request.Pools.Select((pool, index) => Override(pool, index, request.Pools[0].Type))],
            },
        ],
    };

    /// <summary>The pool that an answer is about: by its type and its subnet's zone.</summary>
    public InstancePool? PoolOf(LaunchTemplateAndOverridesResponse? about, string? type, string? zone)
    {
        var subnet = about?.Overrides?.SubnetId;
        var name = subnet is null ? null : options.Subnets.FirstOrDefault(pair => pair.Value == subnet).Key.Value;
        return (about?.Overrides?.InstanceType?.Value ?? type, name ?? zone ?? about?.Overrides?.AvailabilityZone) is ({ } found, { } there)
            ? new InstancePool(new InstanceTypeName(found), new ZoneName(there))
            : null;
    }

    private FleetLaunchTemplateOverridesRequest Override(InstancePool pool, int index, InstanceTypeName first)
    {
        var image = options.MachineImageOf(pool.Type);
        return new FleetLaunchTemplateOverridesRequest
        {
            InstanceType = pool.Type.Value,
            SubnetId = options.Subnets[pool.Zone],
            Priority = index,
            ImageId = image == options.MachineImageOf(first) ? null : image,
        };
    }
}
