using Autoscaler.Contracts.Decisions;
using Autoscaler.Decisions.Caching;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Placement;
using Autoscaler.Decisions.ScaleIn;
using Autoscaler.Decisions.Scaling;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Decisions;

/// <summary>Makes decisions: from a snapshot to a plan, and nothing else.</summary>
public sealed class Decider(StartupModel model)
{
    // A component that is removed has no policy any more that would say how long its copies may take.
    private static readonly TimeSpan RemovedDrainDeadline = TimeSpan.FromMinutes(10);

    private readonly StartupTimes _times = new(model);

    /// <summary>Decides for an active endpoint.</summary>
    public EndpointPlan Decide(EndpointSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var fleet = snapshot.Fleet;
        var components = ImmutableArray.CreateBuilder<ComponentDecision>(snapshot.Components.Length);
        var panic = ImmutableArray.CreateBuilder<PanicState>(snapshot.Components.Length);
        var quiet = !fleet.NeedsSettling;
        foreach (var component in snapshot.Components)
        {
            var supply = fleet.CountOf(component.Spec.Name);
            var (decision, nextPanic) = WantedCopies.Decide(
                component.Spec, component.Demand, supply, component.Wanted, component.Panic, snapshot.SteeringOf(component.Spec.Name), snapshot.Now);
            quiet &= decision.Wanted == supply.Supplied && !fleet.HasOutdated(component.Spec);
            components.Add(decision);
            panic.Add(nextPanic);
        }

        if (snapshot.IsPaused)
        {
            return Pause(snapshot, components.MoveToImmutable(), panic.MoveToImmutable());
        }

        var retention = new Retention(snapshot.Spec, snapshot.Cache, _times);
        if (quiet && !AnyReleaseDue(fleet, retention, snapshot.Now, panic) && !HasRemovedComponents(snapshot))
        {
            return Plan(snapshot, components.MoveToImmutable(), panic.MoveToImmutable());
        }

        return Act(snapshot, components, panic.MoveToImmutable(), retention);
    }

    /// <summary>Decides for an endpoint that is being deleted: everything goes.</summary>
    public static EndpointPlan Dissolve(EndpointSnapshot snapshot, TimeSpan drainDeadline)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var draft = new FleetDraft(snapshot.Fleet);
        Settlement.Settle(draft, snapshot.Now);
        var drains = new DrainPlanner(draft, snapshot.Now);
        drains.DrainAll(static _ => true, drainDeadline);
        var releases = ImmutableArray.CreateBuilder<InstanceRelease>();
        foreach (var slot in draft.Slots)
        {
            if (slot.TakesCopies)
            {
                slot.Release();
                releases.Add(new InstanceRelease(slot.Ordinal, ReleaseReason.EndpointDeleted, TimeSpan.Zero, TimeSpan.Zero));
            }
        }

        return Plan(snapshot, [], []) with
        {
            Decision = Decision(snapshot, []) with { Drains = drains.Drains, Releases = releases.ToImmutable() },
            Changes = draft.BuildChanges(),
        };
    }

    // Facts are settled while scaling is paused: what is over is taken off its slot, and failures count from when they were. No cloud is asked for anything by that.
    private static EndpointPlan Pause(EndpointSnapshot snapshot, ImmutableArray<ComponentDecision> components, ImmutableArray<PanicState> panic)
    {
        var plan = Plan(snapshot, components, panic);
        if (!snapshot.Fleet.NeedsSettling)
        {
            return plan;
        }

        var draft = new FleetDraft(snapshot.Fleet);
        var failures = Settlement.Settle(draft, snapshot.Now);
        return plan with { Changes = draft.BuildChanges(), NewFailures = failures };
    }

    private EndpointPlan Act(
        EndpointSnapshot snapshot, ImmutableArray<ComponentDecision>.Builder components, ImmutableArray<PanicState> panic, Retention retention)
    {
        var draft = new FleetDraft(snapshot.Fleet);
        var newFailures = Settlement.Settle(draft, snapshot.Now);
        var failures = snapshot.Failures.AddRange(newFailures);
        var drains = new DrainPlanner(draft, snapshot.Now);
        if (HasRemovedComponents(snapshot))
        {
            drains.DrainAll(copy => snapshot.Spec.Find(copy.Order.Id.Component) is null, RemovedDrainDeadline);
        }

        var placement = new PlacementPlanner(snapshot, draft, _times);

        // Growth for which places were found. What could not be placed could not use an instance that is empty now, so it is no reason to keep one.
        var grows = false;

        // Large copies first: a small one finds room that a large one leaves, not the other way round.
        foreach (var i in Enumerable.Range(0, components.Count).OrderByDescending(i => snapshot.Components[i].Spec.AcceleratorsPerCopy).ThenBy(i => i))
        {
            var component = snapshot.Components[i].Spec;
            var decision = components[i];
            var isKnown = !ImageRollouts.IsUnresolved(component);
            var replacement = isKnown ? Replacement.Of(component, decision, snapshot.Fleet) : default;
            var missing = decision.Wanted + replacement.Surge - decision.Ready - decision.Coming;
            if (missing > 0)
            {
                var limit = placement.Place(component, missing, mayStart: isKnown && !RunawayGuard.Stops(component, failures, snapshot.Now));
                limit = limit == ScalingLimit.Runaway && !isKnown ? ScalingLimit.ImageUnresolved : limit;
                components[i] = limit == ScalingLimit.None ? decision : decision with { Limit = limit };
                grows |= limit == ScalingLimit.None;
            }
            else
            {
                drains.Drain(component, -missing);
                drains.DrainOutdated(component, missing == 0 ? replacement.MayGo : 0);
                grows |= panic[i].Until is not null;
            }
        }

        var releases = Release(draft, retention, grows, snapshot.Now);
        return Plan(snapshot, [], panic) with
        {
            Decision = Decision(snapshot, components.MoveToImmutable()) with
            {
                Placements = placement.Placements,
                Launches = placement.Launches,
                Drains = drains.Drains,
                Releases = releases,
            },
            Changes = draft.BuildChanges(),
            NewFailures = newFailures,
            NextCopy = placement.NextCopy,
        };
    }

    private static ImmutableArray<InstanceRelease> Release(FleetDraft draft, Retention retention, bool grows, DateTimeOffset now)
    {
        var releases = ImmutableArray.CreateBuilder<InstanceRelease>();
        foreach (var slot in draft.Slots)
        {
            if (slot.State == FleetSlotState.Running && slot.LiveCopyCount == 0 && slot.Source is { } source && retention.Due(source, grows, now) is { } release)
            {
                slot.Release();
                releases.Add(release);
            }
        }

        return releases.ToImmutable();
    }

    private static bool AnyReleaseDue(Fleet fleet, Retention retention, DateTimeOffset now, ImmutableArray<PanicState>.Builder panic)
    {
        if (fleet.EmptySlots.IsEmpty)
        {
            return false;
        }

        var grows = panic.Any(state => state.Until is not null);
        foreach (var slot in fleet.EmptySlots)
        {
            if (retention.Due(slot, grows, now) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasRemovedComponents(EndpointSnapshot snapshot)
    {
        foreach (var component in snapshot.Fleet.Components)
        {
            if (snapshot.Spec.Find(component) is null && snapshot.Fleet.CountOf(component).Supplied > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static ScalingDecision Decision(EndpointSnapshot snapshot, ImmutableArray<ComponentDecision> components) => new()
    {
        Id = snapshot.DecisionId,
        At = snapshot.Now,
        Components = components,
    };

    private static EndpointPlan Plan(EndpointSnapshot snapshot, ImmutableArray<ComponentDecision> components, ImmutableArray<PanicState> panic) => new()
    {
        Decision = Decision(snapshot, components),
        Panic = panic,
        NextCopy = snapshot.NextCopy,
    };
}
