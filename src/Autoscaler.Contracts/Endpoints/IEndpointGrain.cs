using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Endpoints;

/// <summary>One endpoint; its key is <see cref="EndpointId.ToString"/>.</summary>
[Alias("autoscaler.IEndpointGrain")]
public interface IEndpointGrain : IGrainWithStringKey
{
    /// <summary>Creates the endpoint, or replaces its spec. Nothing changes if the spec has an error, or while the endpoint is being deleted.</summary>
    [Alias("Put")]
    Task<PutEndpointResult> PutAsync(EndpointSpec spec, CancellationToken cancellationToken);

    /// <summary>Replaces the policy of one component, whatever else of the spec somebody changes meanwhile. Nothing changes if the spec would have an error with it.</summary>
    [Alias("SetPolicy")]
    Task<PutEndpointResult> SetPolicyAsync(ComponentName component, ScalingPolicy policy, CancellationToken cancellationToken);

    /// <summary>Begins the deletion; ticks carry it through. Deleting what is absent or being deleted changes nothing.</summary>
    [Alias("Delete")]
    Task DeleteAsync(CancellationToken cancellationToken);

    /// <summary>Records what a feed brought, and decides.</summary>
    /// <returns>What the feed shall do next.</returns>
    [Alias("Tick")]
    Task<TickAnswer> TickAsync(EndpointTick tick, CancellationToken cancellationToken);

    /// <summary>Records samples that somebody else brought; the next tick decides with them.</summary>
    [Alias("PushDemand")]
    Task PushDemandAsync(ImmutableArray<ComponentDemand> demand, CancellationToken cancellationToken);

    /// <summary>
    /// Records what a slot became; the next tick decides with it. Returning acknowledges the report. Interleaves, because a tick may be waiting for that very slot: all
    /// that a report changes is replaced whole, and a tick looks at it again after each await.
    /// </summary>
    [AlwaysInterleave, Alias("ReportSlot")]
    Task ReportSlotAsync(SlotReport report, CancellationToken cancellationToken);

    /// <summary>Records what the cache became; the next tick decides with it. Returning acknowledges the report. Interleaves, as <see cref="ReportSlotAsync"/> does.</summary>
    [AlwaysInterleave, Alias("ReportCache")]
    Task ReportCacheAsync(CacheReport report, CancellationToken cancellationToken);

    /// <summary>The endpoint as it is now.</summary>
    [AlwaysInterleave, Alias("GetView")]
    ValueTask<EndpointView> GetViewAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Subscribes an observer, or renews its subscription. Subscriptions are kept in memory and run out, so that nobody who is gone is told for long: renew well before
    /// the lifetime is over, and one that a silo took with it heals by that too.
    /// </summary>
    [Alias("Subscribe")]
    Task<ObserverSubscription> SubscribeAsync(IEndpointObserver observer, CancellationToken cancellationToken);

    /// <summary>Ends a subscription; nothing where there is none.</summary>
    [Alias("Unsubscribe")]
    Task UnsubscribeAsync(IEndpointObserver observer, CancellationToken cancellationToken);
}
