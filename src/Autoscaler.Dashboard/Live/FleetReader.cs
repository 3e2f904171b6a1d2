using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Tenants;

namespace Autoscaler.Dashboard.Live;

/// <summary>Reads the fleet, or a tenant's part of it.</summary>
internal sealed class FleetReader(IGrainFactory grains, TimeProvider clock, TenantId? tenant)
{
    private readonly TrendReader _trends = new(grains.GetGrain<IHistoryGrain>(new HistoryScope(tenant, null).ToString()), clock);

    public async Task<FleetSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var endpoints = await EndpointLists.ReadAsync(grains, tenant, cancellationToken);
        var summary = tenant is { } one
            ? (await grains.GetGrain<ITenantGrain>(one.Value).GetViewAsync(cancellationToken)).Summary
            : await grains.GetGrain<IFleetDirectoryGrain>(IFleetDirectoryGrain.Key).GetSummaryAsync(cancellationToken);
        var trends = await _trends.ReadAsync(cancellationToken);
        return new FleetSnapshot(summary, endpoints, trends, Minute.Of(clock.GetUtcNow()));
    }
}
