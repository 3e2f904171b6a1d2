using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Grains.Storage;

namespace Autoscaler.Grains.Fleets;

/// <summary>The index of tenants.</summary>
internal sealed class FleetDirectoryGrain([PersistentState("directory")] IPersistentState<FleetDirectoryState> storage, TimeProvider clock) : Grain, IFleetDirectoryGrain
{
    // Tenants are asked so many at a time.
    private const int MaxParallelViews = 32;

    private static readonly TimeSpan SummaryLifetime = TimeSpan.FromSeconds(1);

    private CommittedState<FleetDirectoryState>? _state;
    private FleetSummary _summary = FleetSummary.Empty;
    private DateTimeOffset _summaryUntil;

    private CommittedState<FleetDirectoryState> State => _state!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _state = new CommittedState<FleetDirectoryState>(storage, DeactivateOnIdle);
    }

    public async Task<bool> AddAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var written = await State.UpdateAsync(
            state =>
            {
                var index = state.Tenants.BinarySearch(tenant);
                return index >= 0 || state.Tenants.Length >= IFleetDirectoryGrain.MaxTenants ? null : state with { Tenants = state.Tenants.Insert(~index, tenant) };
            },
            cancellationToken);
        if (!written)
        {
            // Not on the word of an activation that has missed that another one removed the tenant.
            await State.VerifyAsync(cancellationToken);
        }

        return State.Current.Tenants.BinarySearch(tenant) >= 0;
    }

    public Task RemoveAsync(TenantId tenant, CancellationToken cancellationToken) => State.UpdateAsync(
        state => state.Tenants.BinarySearch(tenant) is >= 0 and var index ? state with { Tenants = state.Tenants.RemoveAt(index) } : null, cancellationToken);

    public async Task<TenantPage> ListTenantsAsync(TenantId? after, int limit, CancellationToken cancellationToken)
    {
        var names = After(after);
        var page = names.Take(Math.Clamp(limit, 1, EndpointQuery.MaxLimit)).ToList();
        var views = await ViewsAsync(page, cancellationToken);
        return new TenantPage([.. views.Where(view => view.Exists)], HasMore: page.Count < names.Length);
    }

    public async Task<EndpointPage> ListEndpointsAsync(EndpointQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var limit = Math.Clamp(query.Limit, 1, EndpointQuery.MaxLimit);
        var page = ImmutableArray.CreateBuilder<EndpointSummary>();
        foreach (var tenant in State.Current.Tenants)
        {
            if (query.After is { } after && tenant.CompareTo(after.Tenant) < 0)
            {
                continue;
            }

            // One more than fits tells whether another page follows.
            var rest = limit - page.Count;
            var asked = query with { Limit = Math.Max(1, rest), After = query.After is { } last && last.Tenant == tenant ? last : null };
            var found = await GrainFactory.GetGrain<ITenantGrain>(tenant.Value).ListEndpointsAsync(asked, cancellationToken);
            if (rest == 0 && !found.Endpoints.IsEmpty)
            {
                return new EndpointPage(page.ToImmutable(), HasMore: true);
            }

            page.AddRange(found.Endpoints);
            if (found.HasMore)
            {
                return new EndpointPage(page.ToImmutable(), HasMore: true);
            }
        }

        return new EndpointPage(page.ToImmutable(), HasMore: false);
    }

    public async Task<FleetSummary> GetSummaryAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() >= _summaryUntil)
        {
            var summary = FleetSummary.Empty;
            foreach (var view in await ViewsAsync(State.Current.Tenants, cancellationToken))
            {
                summary = summary.With(view.Summary);
            }

            _summary = summary;
            _summaryUntil = clock.GetUtcNow() + SummaryLifetime;
        }

        return _summary;
    }

    private ImmutableArray<TenantId> After(TenantId? after)
    {
        var tenants = State.Current.Tenants;
        if (after is not { } last)
        {
            return tenants;
        }

        var index = tenants.BinarySearch(last);
        return tenants[(index >= 0 ? index + 1 : ~index)..];
    }

    private async Task<List<TenantView>> ViewsAsync(IEnumerable<TenantId> tenants, CancellationToken cancellationToken)
    {
        var views = new List<TenantView>();
        foreach (var some in tenants.Chunk(MaxParallelViews))
        {
            views.AddRange(await Task.WhenAll(some.Select(tenant => GrainFactory.GetGrain<ITenantGrain>(tenant.Value).GetViewAsync(cancellationToken))));
        }

        return views;
    }
}
