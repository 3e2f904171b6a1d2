using Autoscaler.Contracts.Fleets;

namespace Autoscaler.Contracts.Tenants;

/// <summary>A tenant as it is now.</summary>
[GenerateSerializer, Alias("autoscaler.TenantView"), Immutable]
public sealed record TenantView
{
    /// <summary>The tenant.</summary>
    [Id(0)] public required TenantId Id { get; init; }

    /// <summary>Whether there is such a tenant.</summary>
    [Id(1)] public required bool Exists { get; init; }

    /// <summary>What it may have.</summary>
    [Id(2)] public required TenantSpec Spec { get; init; }

    /// <summary>Counts its changes; 0 for one that never was.</summary>
    [Id(3)] public long Version { get; init; }

    /// <summary>When it was made, UTC; null where there is none.</summary>
    [Id(4)] public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Its endpoints together.</summary>
    [Id(5)] public FleetSummary Summary { get; init; } = FleetSummary.Empty;
}
