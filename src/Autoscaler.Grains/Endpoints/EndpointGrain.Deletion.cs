using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Decisions;

namespace Autoscaler.Grains.Endpoints;

/// <summary>The way from deleting to absent: copies drain, instances go, the cache is purged, tick after tick.</summary>
internal sealed partial class EndpointGrain
{
    private static readonly TimeSpan DeletionDrainDeadline = TimeSpan.FromMinutes(10);

    // The order comes first, so that the receipt names what there was, instances and all.
    private static EndpointState WithDeletion(EndpointState state) => state with
    {
        Phase = EndpointPhase.Deleting,
        Version = state.Version + 1,
        Purges = [new PurgeOrder { Number = state.NextPurge, Scope = PurgeScope.Endpoint }],
        NextPurge = state.NextPurge + 1,
        WantedImagesVersion = state.WantedImagesVersion + 1,
    };

    private async Task<TickAnswer> DissolveAsync(CancellationToken cancellationToken)
    {
        var plan = Decider.Dissolve(Snapshot(), DeletionDrainDeadline);
        if (plan.Writes)
        {
            await CommitAsync(plan, cancellationToken);
        }

        // A slot that could not be told its release may yet launch.
        if (_slots.Fleet.InstanceCount > 0 || _slots.HasUntold)
        {
            return TickAnswer.Continue;
        }

        // Volumes go with their instances; only then can the snapshots go.
        await State.UpdateAsync(
            state => state.PurgesCache ? null : state with
            {
                PurgesCache = true,
                Purges = [.. state.Purges.Select(static order => order with { InstancesGone = true })],
                WantedImagesVersion = state.WantedImagesVersion + 1,
            },
            cancellationToken);
        if (_cache.WantedVersion < Current.WantedImagesVersion)
        {
            await TellCacheAsync(cancellationToken);
        }

        if (!_cache.IsEmpty || _cache.WantedVersion < Current.WantedImagesVersion || Current.Purges.Any(order => order.Number > _cache.PurgedOrder))
        {
            return TickAnswer.Continue;
        }

        // Before it is absent, when no tick would come any more that could tell it again.
        await GrainFactory.GetGrain<ITenantGrain>(_id.Tenant.Value).ReleaseAsync(_id, cancellationToken);
        await State.UpdateAsync(
            state => state with
            {
                Phase = EndpointPhase.Absent,
                Spec = null,
                Slots = SlotTable.WithoutCopies(state.Slots),
                PurgesCache = false,
                Purges = [],
                Rollouts = [],
                WantedImages = [],
                DiskUses = [],
                Wanted = [],
                Failures = [],
                RecentLaunches = [],
                CreatedAt = null,
                IsPaused = false,
                Overrides = [],
                Activations = [],
                Placed = [],
            },
            cancellationToken);
        _slots.Assign(Current.Slots, _id);
        _demand = DemandBook.Empty;
        _latest = [];
        _wantsRefill = true;
        Announce(new EndpointChanged(clock.GetUtcNow(), _id, EndpointPhase.Absent));
        return TickAnswer.Stop;
    }
}
