using Autoscaler.Contracts.Tenants;

namespace Autoscaler.Contracts.Fleets;

/// <summary>A page of tenants, in the order of their names.</summary>
/// <param name="Tenants">The tenants.</param>
/// <param name="HasMore">Whether another page follows.</param>
[GenerateSerializer, Alias("autoscaler.TenantPage"), Immutable]
public sealed record TenantPage([property: Id(0)] ImmutableArray<TenantView> Tenants, [property: Id(1)] bool HasMore);
