namespace Autoscaler.Contracts.Specs;

/// <summary>What an endpoint runs, on which machines, within which limits.</summary>
[GenerateSerializer, Alias("autoscaler.EndpointSpec"), Immutable]
public sealed record EndpointSpec
{
    /// <summary>The endpoint.</summary>
    [Id(0)] public required EndpointId Id { get; init; }

    /// <summary>1 to 64 components with different names; their copies share the endpoint's instances.</summary>
    [Id(1)] public required ImmutableArray<ComponentSpec> Components { get; init; }

    /// <summary>Acceptable instance types, best first, 1 to 10.</summary>
    [Id(2)] public required ImmutableArray<InstanceTypeName> InstanceTypes { get; init; }

    /// <summary>Acceptable zones, 1 to 10; new instances are balanced over them.</summary>
    [Id(3)] public required ImmutableArray<ZoneName> Zones { get; init; }

    /// <summary>Guards on what is launched.</summary>
    [Id(4)] public InstanceLimits Limits { get; init; } = new();

    /// <summary>How new instances get their images.</summary>
    [Id(5)] public CachePolicy Cache { get; init; } = new();

    /// <summary>How long an emptied instance is kept.</summary>
    [Id(6)] public RetentionPolicy Retention { get; init; } = new();

    /// <summary>The component of that name, or null.</summary>
    public ComponentSpec? Find(ComponentName name)
    {
        foreach (var component in Components)
        {
            if (component.Name == name)
            {
                return component;
            }
        }

        return null;
    }
}
