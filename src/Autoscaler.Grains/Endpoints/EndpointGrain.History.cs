using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Tenants;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Grains.Endpoints;

/// <summary>What an endpoint tells after each tick: demand and copies over time, runs of holds, and in short how it is.</summary>
internal sealed partial class EndpointGrain
{
    // A run of holds is told at least each hour, of ticks of ten seconds.
    private const long MaxHeldTicks = 360;

    private HoldRun _holds = new();
    private SummaryBasis _told;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        EndHolds();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    // What the feed or a pusher says of components that are not in the spec is nobody's past.
    private void RecordSamples(ImmutableArray<ComponentDemand> demand)
    {
        foreach (var component in demand)
        {
            if (Current.Spec!.Find(component.Component) is null)
            {
                continue;
            }

            foreach (var sample in component.Samples)
            {
                journal.RecordDemand(_id, component.Component, new DemandPoint(sample.Start, sample.Concurrency, sample.ArrivalsPerSecond, null, null, null));
            }
        }
    }

    private void RecordDecided(DateTimeOffset at)
    {
        var start = new DateTimeOffset(at.UtcTicks / DemandQuery.Fine.Ticks * DemandQuery.Fine.Ticks, TimeSpan.Zero);
        foreach (var decision in _latest)
        {
            journal.RecordDemand(_id, decision.Component, new DemandPoint(start, null, null, decision.Wanted, decision.Ready, decision.Coming));
        }
    }

    private void RecordHold(ScalingDecision decision)
    {
        if (decision.Acts || !_holds.IsLike(decision.Components) || _holds.Ticks >= MaxHeldTicks)
        {
            EndHolds();
        }

        if (!decision.Acts)
        {
            _holds = _holds.With(decision);
        }
    }

    private void EndHolds()
    {
        if (_holds.Ticks > 0)
        {
            Announce(new HoldsEnded(_holds.Until, _id, _holds.Since, _holds.Ticks, _holds.Components));
            _holds = new HoldRun();
        }
    }

    // Told where anything that it says may have changed, and now and then where nothing has: the tenant keeps it in memory.
    private async Task TellTenantAsync(CancellationToken cancellationToken)
    {
        var basis = new SummaryBasis(Current, _slots.ChangeCount, _cache.Version, CopyCounts.Of(_latest));
        if (basis == _told && _ticks % TicksBetweenLooks != 0)
        {
            return;
        }

        try
        {
            var told = GrainFactory.GetGrain<ITenantGrain>(_id.Tenant.Value).ReportAsync(EndpointSummary.Of(View()), cancellationToken);
            await told.WaitAsync(AsideDeadline, clock, cancellationToken);
            _told = basis;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A list that is old must not cost the decision; it is told again.
            LogNotTold(_id, e);
        }
    }

    [LoggerMessage(LogLevel.Information, "The tenant of {Endpoint} could not be told how it is; it is told again.")]
    private partial void LogNotTold(EndpointId endpoint, Exception exception);

    /// <summary>All that a summary is made of, to see whether it has changed.</summary>
    private readonly record struct SummaryBasis(EndpointState? State, long SlotChanges, long CacheVersion, CopyCounts Copies)
    {
        public bool Equals(SummaryBasis other) =>
            ReferenceEquals(State, other.State) && SlotChanges == other.SlotChanges && CacheVersion == other.CacheVersion && Copies == other.Copies;

        public override int GetHashCode() => HashCode.Combine(SlotChanges, CacheVersion, Copies);
    }
}
