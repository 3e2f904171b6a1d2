using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Endpoints;

/// <summary>One endpoint; its key is <see cref="EndpointId.ToString"/>.</summary>
[Alias("autoscaler.IEndpointGrain")]
public interface IEndpointGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the endpoint, or replaces its spec; the same spec once more changes nothing. Nothing changes if the spec has an error, while the endpoint is being deleted, or
    /// where the condition does not hold.
    /// </summary>
    [RequiresRole(Role.Operator), Alias("Put")]
    Task<ChangeResult> PutAsync(EndpointSpec spec, WriteCondition condition, CancellationToken cancellationToken);

    /// <summary>Replaces the policy of one component, whatever else of the spec somebody changes meanwhile. Nothing changes if the spec would have an error with it.</summary>
    [RequiresRole(Role.Operator), Alias("SetPolicy")]
    Task<ChangeResult> SetPolicyAsync(ComponentName component, ScalingPolicy policy, WriteCondition condition, CancellationToken cancellationToken);

    /// <summary>Begins the deletion; ticks carry it through. Deleting what is absent or being deleted changes nothing.</summary>
    [RequiresRole(Role.Admin), Alias("Delete")]
    Task<ChangeResult> DeleteAsync(WriteCondition condition, CancellationToken cancellationToken);

    /// <summary>
    /// Sets a component's copies by hand until a time, 1 min to 7 days from now. Demand does not count until then; limits on instances and launches, and the runaway guard,
    /// still do.
    /// </summary>
    [RequiresRole(Role.Operator), Alias("Override")]
    Task<ChangeResult> OverrideAsync(ComponentName component, int copies, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Ends an override; where there is none, nothing changes.</summary>
    [RequiresRole(Role.Operator), Alias("EndOverride")]
    Task<ChangeResult> EndOverrideAsync(ComponentName component, CancellationToken cancellationToken);

    /// <summary>
    /// Pauses or resumes scaling. A paused endpoint records demand and decides nothing: no copy is placed or drained, no instance launched or released, and what is lost is
    /// not replaced. Deleting goes on.
    /// </summary>
    [RequiresRole(Role.Operator), Alias("SetPaused")]
    Task<ChangeResult> SetPausedAsync(bool isPaused, CancellationToken cancellationToken);

    /// <summary>
    /// Asks for at least one copy of a component, and waits until one serves or the time is over. Interleaves, so that nobody's wait keeps a tick waiting; at most 256 wait at
    /// once, all are answered together when the copy serves, and whoever comes too many is told so at once.
    /// </summary>
    /// <param name="component">The component.</param>
    /// <param name="wait">How long to wait at the most, 0 s to 20 s; whoever would wait longer asks again.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [RequiresRole(Role.Operator), AlwaysInterleave, Alias("Activate")]
    Task<ActivationAnswer> ActivateAsync(ComponentName component, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Records what a feed brought, and decides.</summary>
    /// <returns>What the feed shall do next.</returns>
    [Alias("Tick")]
    Task<TickAnswer> TickAsync(EndpointTick tick, CancellationToken cancellationToken);

    /// <summary>Records samples that somebody else brought; the next tick decides with them. All of them or, if one is wrong, none.</summary>
    [RequiresRole(Role.Operator), Alias("PushDemand")]
    Task<ChangeResult> PushDemandAsync(ImmutableArray<ComponentDemand> demand, CancellationToken cancellationToken);

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
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("GetView")]
    ValueTask<EndpointView> GetViewAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Subscribes an observer, or renews its subscription. Subscriptions are kept in memory and run out, so that nobody who is gone is told for long: renew well before
    /// the lifetime is over, and one that a silo took with it heals by that too.
    /// </summary>
    [RequiresRole(Role.Viewer), Alias("Subscribe")]
    Task<ObserverSubscription> SubscribeAsync(IEndpointObserver observer, CancellationToken cancellationToken);

    /// <summary>Ends a subscription; nothing where there is none.</summary>
    [RequiresRole(Role.Viewer), Alias("Unsubscribe")]
    Task UnsubscribeAsync(IEndpointObserver observer, CancellationToken cancellationToken);
}
