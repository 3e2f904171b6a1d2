namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>A component of an endpoint.</summary>
internal readonly record struct ComponentKey(EndpointId Endpoint, ComponentName Component) : IComparable<ComponentKey>
{
    public int CompareTo(ComponentKey other)
    {
        var byEndpoint = Endpoint.CompareTo(other.Endpoint);
        return byEndpoint != 0 ? byEndpoint : Component.CompareTo(other.Component);
    }

    public override string ToString() => $"{Endpoint}/{Component}";
}
