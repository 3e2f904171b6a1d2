using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Dashboard.Live;

/// <summary>Reads endpoints whole, many at once. One that does not answer in time is named, and hides no other.</summary>
internal sealed class EndpointViewsReader(IGrainFactory grains, TimeProvider clock, TimeProvider time, TenantId? tenant)
{
    private const int MaxParallel = 32;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    public async Task<EndpointViews> ReadAsync(CancellationToken cancellationToken)
    {
        var endpoints = await EndpointLists.ReadAsync(grains, tenant, cancellationToken);
        var silent = endpoints.Where(static endpoint => endpoint.IsUnknown).Select(static endpoint => endpoint.Id);
        var (views, unknown) = await GatherAsync(endpoints.Where(static endpoint => !endpoint.IsUnknown).Select(static endpoint => endpoint.Id), grains, time, cancellationToken);
        return new EndpointViews([.. views.Where(static view => view.Phase != EndpointPhase.Absent)], [.. silent, .. unknown], clock.GetUtcNow());
    }

    /// <summary>Views of endpoints, and those that gave none in time.</summary>
    internal static Task<(ImmutableArray<EndpointView> Views, ImmutableArray<EndpointId> Unknown)> GatherAsync(
        IEnumerable<EndpointId> endpoints, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken) =>
        GatherAsync(endpoints, id => grains.GetGrain<IEndpointGrain>(id.ToString()).GetViewAsync(cancellationToken).AsTask(), time, cancellationToken);

    /// <summary>As above.</summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static async Task<(ImmutableArray<EndpointView> Views, ImmutableArray<EndpointId> Unknown)> GatherAsync(
        IEnumerable<EndpointId> endpoints, Func<EndpointId, Task<EndpointView>> read, TimeProvider time, CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<EndpointView>();
        var unknown = ImmutableArray.CreateBuilder<EndpointId>();
        foreach (var some in endpoints.Chunk(MaxParallel))
        {
            foreach (var (id, view) in await Task.WhenAll(some.Select(async id => (id, await TryReadAsync(id)))))
            {
                if (view is null)
                {
                    unknown.Add(id);
                }
                else
                {
                    views.Add(view);
                }
            }
        }

        return (views.ToImmutable(), unknown.ToImmutable());

        async Task<EndpointView?> TryReadAsync(EndpointId id)
        {
            try
            {
                return await read(id).WaitAsync(Deadline, time, cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }
}
