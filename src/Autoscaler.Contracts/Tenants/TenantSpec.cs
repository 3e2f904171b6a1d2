namespace Autoscaler.Contracts.Tenants;

/// <summary>What a tenant may have.</summary>
[GenerateSerializer, Alias("autoscaler.TenantSpec"), Immutable]
public sealed record TenantSpec
{
    /// <summary>Most endpoints, those being deleted among them; 0 to 10,000. Default 1,000.</summary>
    [Id(0)] public int MaxEndpoints { get; init; } = 1_000;
}
