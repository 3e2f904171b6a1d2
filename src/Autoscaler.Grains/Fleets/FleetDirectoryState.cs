namespace Autoscaler.Grains.Fleets;

/// <summary>What the fleet's directory stores.</summary>
[GenerateSerializer, Alias("autoscaler.FleetDirectoryState"), Immutable]
public sealed record FleetDirectoryState
{
    /// <summary>All tenants, sorted.</summary>
    [Id(0)] public ImmutableArray<TenantId> Tenants { get; init; } = [];
}
