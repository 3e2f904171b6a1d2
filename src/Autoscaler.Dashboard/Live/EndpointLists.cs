using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.Tenants;

namespace Autoscaler.Dashboard.Live;

/// <summary>Reads lists of endpoints, page after page.</summary>
internal static class EndpointLists
{
    // A platform has 10,000 tenants at the most; a page of the dashboard shows no more endpoints than this.
    private const int MaxEndpoints = 20_000;

    /// <summary>The endpoints of a tenant, or of all, in the order of their ids; 20,000 at the most.</summary>
    public static async Task<ImmutableArray<EndpointSummary>> ReadAsync(IGrainFactory grains, TenantId? tenant, CancellationToken cancellationToken)
    {
        var endpoints = ImmutableArray.CreateBuilder<EndpointSummary>();
        EndpointPage page;
        do
        {
            var query = new EndpointQuery(endpoints.Count == 0 ? null : endpoints[^1].Id, EndpointQuery.MaxLimit, null, null);
            page = tenant is { } one
                ? await grains.GetGrain<ITenantGrain>(one.Value).ListEndpointsAsync(query, cancellationToken)
                : await grains.GetGrain<IFleetDirectoryGrain>(IFleetDirectoryGrain.Key).ListEndpointsAsync(query, cancellationToken);
            endpoints.AddRange(page.Endpoints);
        }
        while (page.HasMore && !page.Endpoints.IsEmpty && endpoints.Count < MaxEndpoints);
        return endpoints.DrainToImmutable();
    }
}
