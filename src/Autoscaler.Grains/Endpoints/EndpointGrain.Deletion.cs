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
            state => state.PurgesCache ? null : state with { PurgesCache = true, WantedImagesVersion = state.WantedImagesVersion + 1 }, cancellationToken);
        if (_cache.WantedVersion < Current.WantedImagesVersion)
        {
            await TellCacheAsync(cancellationToken);
        }

        if (!_cache.IsEmpty || _cache.WantedVersion < Current.WantedImagesVersion)
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
