using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Dashboard.Live;

/// <summary>Reads all endpoints whole.</summary>
internal sealed class EndpointViewsReader(IGrainFactory grains, TimeProvider clock, TenantId? tenant)
{
    private const int MaxParallel = 32;

    public async Task<EndpointViews> ReadAsync(CancellationToken cancellationToken)
    {
        var endpoints = await EndpointLists.ReadAsync(grains, tenant, cancellationToken);
        var views = ImmutableArray.CreateBuilder<EndpointView>(endpoints.Length);
        foreach (var some in endpoints.Where(static endpoint => !endpoint.IsUnknown).Chunk(MaxParallel))
        {
            var read = await Task.WhenAll(some.Select(endpoint => grains.GetGrain<IEndpointGrain>(endpoint.Id.ToString()).GetViewAsync(cancellationToken).AsTask()));
            views.AddRange(read.Where(static view => view.Phase != EndpointPhase.Absent));
        }

        return new EndpointViews(views.ToImmutable(), Minute.Of(clock.GetUtcNow()));
    }
}
