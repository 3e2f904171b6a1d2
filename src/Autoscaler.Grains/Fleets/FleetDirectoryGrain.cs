using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Grains.Storage;

namespace Autoscaler.Grains.Fleets;

/// <summary>The index of tenants. Whatever only looks interleaves, and works on the list as it was when it began.</summary>
internal sealed class FleetDirectoryGrain([PersistentState("directory")] IPersistentState<FleetDirectoryState> storage, TimeProvider clock) : Grain, IFleetDirectoryGrain
{
    // Tenants are asked so many at a time.
    private const int MaxParallelAsked = 32;

    private static readonly TimeSpan SummaryLifetime = TimeSpan.FromSeconds(1);

    // Lists look at storage so often, so that asking costs nearly nothing.
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromMinutes(1);

    private CommittedState<FleetDirectoryState>? _state;
    private StateDoubt? _doubt;
    private Task<FleetSummary>? _summary;
    private DateTimeOffset _summarizedAt;

    private CommittedState<FleetDirectoryState> State => _state!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _state = new CommittedState<FleetDirectoryState>(storage, DeactivateOnIdle);
        _doubt = new StateDoubt(clock, LongestDoubt);
    }

    public async Task<bool> AddAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await UpdateAsync(
            state => state.Tenants.BinarySearch(tenant) is < 0 and var index && state.Tenants.Length < IFleetDirectoryGrain.MaxTenants
                ? state with { Tenants = state.Tenants.Insert(~index, tenant) }
                : null,
            cancellationToken);
        return State.Current.Tenants.BinarySearch(tenant) >= 0;
    }

    public Task RemoveAsync(TenantId tenant, CancellationToken cancellationToken) => UpdateAsync(
        state => state.Tenants.BinarySearch(tenant) is >= 0 and var index ? state with { Tenants = state.Tenants.RemoveAt(index) } : null, cancellationToken);

    public async Task<TenantPage> ListTenantsAsync(TenantId? after, int limit, CancellationToken cancellationToken)
    {
        PageRules.ThrowUnlessLimit(limit);
        await _doubt!.SettleAsync(State, cancellationToken);
        var page = ImmutableArray.CreateBuilder<TenantView>();
        foreach (var some in After(after).Chunk(Math.Min(limit + 1, MaxParallelAsked)))
        {
            // A tenant is listed before it is made, and until after it is no more.
            foreach (var view in (await ViewsAsync(some, cancellationToken)).Where(static view => view.Exists))
            {
                if (page.Count == limit)
                {
                    return new TenantPage(page.ToImmutable(), HasMore: true);
                }

                page.Add(view);
            }
        }

        return new TenantPage(page.ToImmutable(), HasMore: false);
    }

    public async Task<EndpointPage> ListEndpointsAsync(EndpointQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        PageRules.ThrowUnlessLimit(query.Limit);
        await _doubt!.SettleAsync(State, cancellationToken);
        var tenants = From(query.After?.Tenant);
        var page = ImmutableArray.CreateBuilder<EndpointSummary>();

        // One after the other fills a page from few; the more have nothing, the more are asked at once.
        for (var (start, count) = (0, 1); start < tenants.Length; start += count, count = page.Count == 0 ? Math.Min(2 * count, MaxParallelAsked) : count)
        {
            // Where the page is full, one more tells whether another follows.
            var room = query.Limit - page.Count;
            var asked = query with { Limit = Math.Max(1, room) };
            var found = await Task.WhenAll(tenants.Skip(start).Take(count).Select(tenant =>
                GrainFactory.GetGrain<ITenantGrain>(tenant.Value).ListEndpointsAsync(asked, cancellationToken)));
            foreach (var part in found)
            {
                room = query.Limit - page.Count;
                page.AddRange(part.Endpoints.Take(room));
                if (part.HasMore || part.Endpoints.Length > room)
                {
                    return new EndpointPage(page.ToImmutable(), HasMore: true);
                }
            }
        }

        return new EndpointPage(page.ToImmutable(), HasMore: false);
    }

    public Task<FleetSummary> GetSummaryAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_summary is not { } summary || summary.IsFaulted || (summary.IsCompleted && (now - _summarizedAt).Duration() >= SummaryLifetime))
        {
            // However many ask at once, the tenants are asked once, so nobody's giving up ends it for the others.
            (summary, _summarizedAt) = (SummarizeAsync(), now);
            _summary = summary;
        }

        return summary.WaitAsync(cancellationToken);
    }

    private async Task<FleetSummary> SummarizeAsync()
    {
        await _doubt!.SettleAsync(State, CancellationToken.None);
        var summary = FleetSummary.Empty;
        foreach (var some in State.Current.Tenants.Chunk(MaxParallelAsked))
        {
            foreach (var view in await ViewsAsync(some, CancellationToken.None))
            {
                summary = summary.With(view.Summary);
            }
        }

        return summary;
    }

    private async Task UpdateAsync(Func<FleetDirectoryState, FleetDirectoryState?> change, CancellationToken cancellationToken)
    {
        if (!await State.UpdateAsync(change, cancellationToken))
        {
            // Not on the word of an activation that has missed what another one wrote.
            await State.VerifyAsync(cancellationToken);
        }
    }

    private ImmutableArray<TenantId> After(TenantId? after)
    {
        var rest = From(after);
        return rest is [var first, ..] && first == after ? rest.RemoveAt(0) : rest;
    }

    private ImmutableArray<TenantId> From(TenantId? first)
    {
        var tenants = State.Current.Tenants;
        if (first is not { } from)
        {
            return tenants;
        }

        var index = tenants.BinarySearch(from);
        return tenants[(index >= 0 ? index : ~index)..];
    }

    private Task<TenantView[]> ViewsAsync(TenantId[] tenants, CancellationToken cancellationToken) =>
        Task.WhenAll(tenants.Select(tenant => GrainFactory.GetGrain<ITenantGrain>(tenant.Value).GetViewAsync(cancellationToken)));
}
