using Autoscaler.Contracts.Tenants;

namespace Autoscaler.Api.Views;

/// <summary>A page of tenants, in the order of their names.</summary>
/// <param name="Tenants">The tenants.</param>
/// <param name="Next">What to ask for the next page with; null on the last one.</param>
internal sealed record TenantList(ImmutableArray<TenantView> Tenants, string? Next);
