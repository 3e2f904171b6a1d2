using System.Collections.Concurrent;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autoscaler.Dashboard.Live;

/// <summary>
/// The feeds of this host, one for each thing that somebody watches. What is read for a tenant's pages is read as one of that tenant's viewers would, so that nothing of
/// another tenant's can come into them.
/// </summary>
internal sealed class Feeds(
    IGrainFactory grains,
    AutoscalerClient client,
    TimeProvider clock,
    [FromKeyedServices(KeyTime.Key)] TimeProvider time,
    IOptions<DashboardOptions> options) : IDisposable
{
    // What is shown in steps of a minute.
    private static readonly TimeSpan CoarsePeriod = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(Type, string), object> _feeds = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>The fleet, or a tenant's part of it.</summary>
    /// <param name="tenant">The tenant; null for all.</param>
    public Feed<FleetSnapshot> Fleet(TenantId? tenant) => Of<FleetSnapshot>(tenant?.Value ?? "*", tenant, () => new FleetReader(grains, clock, tenant).ReadAsync, options.Value.Period);

    /// <summary>All endpoints whole, or a tenant's.</summary>
    public Feed<EndpointViews> Views(TenantId? tenant) => Of<EndpointViews>(tenant?.Value ?? "*", tenant, () => new EndpointViewsReader(grains, clock, time, tenant).ReadAsync, options.Value.Period);

    /// <summary>What people changed lately.</summary>
    public Feed<ChangeList> Changes(TenantId? tenant) => Of<ChangeList>(tenant?.Value ?? "*", tenant, () => new ChangeReader(grains, clock, tenant).ReadAsync, options.Value.Period);

    /// <summary>What the cloud refused lately.</summary>
    public Feed<CapacityNews> Capacity(TenantId? tenant) => Of<CapacityNews>(tenant?.Value ?? "*", tenant, () => new CapacityReader(grains, clock, time, tenant).ReadAsync, options.Value.Period);

    /// <summary>An endpoint with its latest decisions and starts.</summary>
    public Feed<EndpointSnapshot> Endpoint(Caller caller, EndpointId id) => Of<EndpointSnapshot>(
        Seen(id, caller), id.Tenant, () => new EndpointReader(grains, clock, id).ReadAsync, options.Value.Period, (hurry, cancellationToken) => WatchAsync(id, hurry, cancellationToken));

    /// <summary>An endpoint's past up to now.</summary>
    public Feed<EndpointPast> Past(Caller caller, EndpointId id, TimeSpan span) => Of<EndpointPast>(
        $"{Seen(id, caller)} {span}", id.Tenant, () => new PastReader(grains, clock, id, span).ReadAsync, span > DemandQuery.FineKept ? CoarsePeriod : options.Value.Period, (hurry, cancellationToken) => WatchAsync(id, hurry, cancellationToken));

    /// <summary>Receipts of an endpoint's purges.</summary>
    public Feed<ReceiptList> Receipts(Caller caller, EndpointId id) => Of<ReceiptList>(Seen(id, caller), id.Tenant, () => new ReceiptReader(grains, id).ReadAsync, options.Value.Period);

    /// <summary>An endpoint's last hour, in small.</summary>
    public Feed<Sparkline> Sparkline(Caller caller, EndpointId id) => Of<Sparkline>(Seen(id, caller), id.Tenant, () => new SparklineReader(grains, clock, id).ReadAsync, options.Value.SparklinePeriod);

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    // The pages look too; what they forgot is not shown.
    private static string Seen(EndpointId id, Caller caller) => caller.MaySee(id.Tenant)
        ? id.ToString()
        : throw new AccessDeniedException(AccessDenial.NotVisible, $"{id} is not visible to the key {caller.KeyId}.");

    private Feed<T> Of<T>(
        string name,
        TenantId? tenant,
        Func<Func<CancellationToken, Task<T>>> reader,
        TimeSpan period,
        Func<Action, CancellationToken, Task<IAsyncDisposable?>>? watch = null)
        where T : class
    {
        var key = (typeof(T), name);
        return (Feed<T>)_feeds.GetOrAdd(key, _ =>
        {
            var read = reader();
            Feed<T>? feed = null;
            feed = new Feed<T>(
                cancellationToken => AsViewerAsync(tenant, read, cancellationToken),
                watch ?? (static (_, _) => Task.FromResult<IAsyncDisposable?>(null)),
                period,
                time,
                () => _feeds.TryRemove(new KeyValuePair<(Type, string), object>(key, feed!)),
                _stopping.Token);
            return feed;
        });
    }

    private static async Task<T> AsViewerAsync<T>(TenantId? tenant, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        CallerContext.Set(new Caller { KeyId = "dashboard", Name = "dashboard", Role = Role.Viewer, Tenant = tenant });
        return await read(cancellationToken);
    }

    private async Task<IAsyncDisposable?> WatchAsync(EndpointId id, Action hurry, CancellationToken cancellationToken) =>
        await client.WatchAsync(id, new Hurrier(hurry), cancellationToken);

    private sealed class Hurrier(Action hurry) : IEndpointObserver
    {
        public Task OnEventAsync(FleetEvent happened)
        {
            hurry();
            return Task.CompletedTask;
        }
    }
}
