using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Specs;

/// <summary>Whether two specs say the same. Records compare their lists by reference, so they cannot tell.</summary>
public static class SpecEquality
{
    /// <summary>Whether every field is equal, lists item by item.</summary>
    public static bool AreEqual(EndpointSpec one, EndpointSpec other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Components.SequenceEqual(other.Components)
            && one.InstanceTypes.SequenceEqual(other.InstanceTypes)
            && one.Zones.SequenceEqual(other.Zones)
            && one == other with { Components = one.Components, InstanceTypes = one.InstanceTypes, Zones = one.Zones };
    }
}
