using Autoscaler.Contracts.Access;

namespace Autoscaler.Contracts.Fleets;

/// <summary>
/// The index of tenants, each of which is the index of its endpoints. One grain, key <see cref="Key"/>: a list of at most 10,000 names that changes when a tenant comes or
/// goes. What it is asked over all tenants it asks them.
/// </summary>
[Alias("autoscaler.IFleetDirectoryGrain")]
public interface IFleetDirectoryGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "fleet";

    /// <summary>Most tenants.</summary>
    const int MaxTenants = 10_000;

    /// <summary>Adds a tenant; idempotent.</summary>
    /// <returns>False where there are as many as may be.</returns>
    [Alias("Add")]
    Task<bool> AddAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Removes a tenant; idempotent.</summary>
    [Alias("Remove")]
    Task RemoveAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Tenants in the order of their names.</summary>
    /// <param name="after">The last tenant of the page before; null for the first page.</param>
    /// <param name="limit">Most tenants to list, 1 to 500.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("ListTenants")]
    Task<TenantPage> ListTenantsAsync(TenantId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Endpoints of all tenants.</summary>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("ListEndpoints")]
    Task<EndpointPage> ListEndpointsAsync(EndpointQuery query, CancellationToken cancellationToken);

    /// <summary>All endpoints together; at most a second old.</summary>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("GetSummary")]
    Task<FleetSummary> GetSummaryAsync(CancellationToken cancellationToken);
}
